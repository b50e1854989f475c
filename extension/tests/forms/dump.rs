use super::build::*;
use super::customer::plumber;
use autobolt_extension::forms::choose::listing_forms;
use autobolt_extension::forms::fill::plan_fill;
use autobolt_extension::forms::plan::Recipe;
use autobolt_extension::forms::snapshot::PageSnapshot;

#[test]
fn dump() {
    let Ok(files) = std::env::var("DUMP") else { return };
    let p = plumber();
    let recipe = Recipe::default();
    let c = ctx(&p, &recipe);
    for file in files.split_whitespace() {
        let page: PageSnapshot = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
        println!("==== {file}");
        let forms = listing_forms(&page, &c);
        for f in &forms {
            println!("  form {:?} frame {} score {:.1}", f.form, f.frame_id, f.score);
        }
        let Some(choice) = forms.first() else {
            println!("NO FORM");
            continue;
        };
        let frame = page.frame(choice.frame_id).unwrap();
        let fill = plan_fill(frame, choice, &c);
        for f in &fill.fills {
            println!(
                "  FILL {:>3} {:<28} {:?}{} = {}   <{}>",
                f.r,
                f.label,
                f.meaning,
                if f.required { "*" } else { "" },
                shown(&f.value),
                f.why.join("; ")
            );
        }
        for s in &fill.skips {
            println!("  skip {:>3} {:<28} {:?}: {}", s.r, s.label, s.meaning, s.why);
        }
        for m in &fill.missing {
            println!("  MISSING {:>3} {:<28} {:?} {:?}", m.r, m.label, m.meaning, m.options);
        }
    }
}

#[test]
fn scores() {
    let Ok(label) = std::env::var("LABEL") else { return };
    let p = plumber();
    let recipe = Recipe::default();
    for case in super::corpus::cases() {
        if !case.frame.controls.iter().any(|c| c.labels.label_for == label) {
            continue;
        }
        let qs = autobolt_extension::forms::classify::question::questions(&case.frame, Some(0));
        let mut mem = Default::default();
        let mut ev: Vec<_> = qs
            .iter()
            .map(|q| autobolt_extension::forms::classify::evidence::gather(q, &ctx(&p, &recipe), &mut mem))
            .collect();
        let show = |ev: &[autobolt_extension::forms::classify::evidence::Evidence]| {
            for (q, e) in qs.iter().zip(ev) {
                if q.label.text == label {
                    println!("amb {} sec {:?}", e.ambiguous, e.person_section);
                    for s in &e.scored {
                        println!("   {:.2} {:?} {:?}", s.score, s.meaning, s.why);
                    }
                }
            }
        };
        show(&ev);
        autobolt_extension::forms::classify::context::settle(&qs, &mut ev);
        show(&ev);
    }
}

#[test]
fn bench() {
    if std::env::var("BENCH").is_err() {
        return;
    }
    let p = plumber();
    let recipe = Recipe::default();
    let mut controls = Vec::new();
    for case in super::corpus::cases() {
        for c in case.frame.controls {
            if controls.len() < 300 {
                controls.push(C(c));
            }
        }
    }
    let page = page(form("Add your business", controls));
    let c = ctx(&p, &recipe);
    for _ in 0..5 {
        let t = std::time::Instant::now();
        let f = listing_forms(&page, &c);
        let a = t.elapsed();
        let plan = plan_fill(&page.frames[0], &f[0], &c);
        println!("choose {a:?} all {:?} {}", t.elapsed(), plan.fills.len());
    }
}

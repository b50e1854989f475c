// A listing form of 300 controls in a page of 5,000 elements, as a directory's program would write it: menus, a sidebar of
// categories, rows with label and help text, a footer.
(() => {
  const labels = [
    "Business name *", "Website", "Contact person", "E-mail address *", "Phone number", "Street address", "ZIP / Postcode",
    "City", "State / Province", "Describe your business in a few words", "Facebook page", "Opening hours on Monday",
    "Do you accept credit cards?", "How did you hear about us?", "Year the company was founded",
  ];
  const words = "listing your business is a local directory we review every company before it is published find services".split(" ");
  const text = (n, seed) => Array.from({ length: n }, (_, i) => words[(seed * 7 + i * i + i) % words.length]).join(" ");
  const row = (i) => {
    const label = `${labels[i % labels.length]}${i < labels.length ? "" : ` ${Math.floor(i / labels.length)}`}`;
    const options = Array.from({ length: 12 }, (_, n) => `<option value="${n}">${text(2, n + i)}</option>`).join("");
    const control = [
      `<input id="f${i}" name="f${i}" type="text">`, `<textarea id="f${i}" name="f${i}"></textarea>`,
      `<select id="f${i}" name="f${i}"><option value="">Choose</option>${options}</select>`,
      `<input id="f${i}" name="f${i}" type="checkbox" value="1">`,
    ][[0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2, 3, 2, 0][i % 15]];
    return `<div class="row"><div class="col"><label for="f${i}"><span>${label}</span></label></div>` +
      `<div class="col"><div class="wrap">${control}</div><p class="help"><small>${text(9, i)}</small></p></div></div>`;
  };
  const link = (i) => `<li class="item"><a href="/c/${i}"><i class="icon"></i><span>${text(2, i)}</span></a></li>`;
  const list = (n, from) => `<ul>${Array.from({ length: n }, (_, i) => link(from + i)).join("")}</ul>`;
  document.title = "Add your business";
  document.body.innerHTML = `<header><nav>${list(60, 0)}</nav></header><div class="page"><aside>${list(150, 100)}</aside><main>
    <h1>Add your business</h1>${Array.from({ length: 40 }, (_, i) => `<p>${text(25, i)}</p>`).join("")}
    <form method="post" action="/add">${Array.from({ length: 299 }, (_, i) => row(i)).join("")}
    <button type="submit">Submit listing</button></form></main></div><footer>${list(20, 300)}</footer>`;
  return [document.querySelectorAll("*").length, document.querySelectorAll("input,select,textarea,button").length];
})()

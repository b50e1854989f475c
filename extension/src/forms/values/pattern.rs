//! A small matcher for HTML `pattern` attributes: enough of regular expressions for the patterns forms use, in a few kilobytes.

/// Whether the whole text matches; `None` for a pattern this matcher cannot read (then the browser decides).
#[must_use]
pub fn matches(pattern: &str, text: &str) -> Option<bool> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut parser = Parser { chars: &chars, at: 0 };
    let node = parser.alternatives()?;
    if parser.at != chars.len() {
        return None;
    }
    let text: Vec<char> = text.chars().collect();
    let mut fuel = 50_000_u32;
    let ok = walk(&node, &text, 0, &mut fuel, &mut |at, _| at == text.len());
    if fuel == 0 { None } else { Some(ok) }
}

enum Node {
    Any,
    One(char),
    Set { not: bool, items: Vec<Item> },
    Seq(Vec<Node>),
    Either(Vec<Node>),
    Repeat { node: Box<Node>, min: u32, max: u32 },
    Look { node: Box<Node>, not: bool },
    Start,
    End,
}

enum Item {
    Range(char, char),
    Class(char),
}

struct Parser<'a> {
    chars: &'a [char],
    at: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn alternatives(&mut self) -> Option<Node> {
        let mut all = vec![self.sequence()?];
        while self.eat('|') {
            all.push(self.sequence()?);
        }
        if all.len() == 1 { all.pop() } else { Some(Node::Either(all)) }
    }

    fn sequence(&mut self) -> Option<Node> {
        let mut all = Vec::new();
        while let Some(c) = self.peek() {
            if matches!(c, '|' | ')') {
                break;
            }
            let node = self.atom()?;
            all.push(self.repeated(node)?);
        }
        Some(Node::Seq(all))
    }

    fn repeated(&mut self, node: Node) -> Option<Node> {
        let (min, max) = match self.peek() {
            Some('*') => (0, u32::MAX),
            Some('+') => (1, u32::MAX),
            Some('?') => (0, 1),
            Some('{') => return self.counted(node),
            _ => return Some(node),
        };
        self.at += 1;
        self.eat('?');
        Some(Node::Repeat { node: Box::new(node), min, max })
    }

    fn counted(&mut self, node: Node) -> Option<Node> {
        self.at += 1;
        let min = self.number();
        let max = if self.eat(',') { self.number().unwrap_or(u32::MAX) } else { min? };
        if !self.eat('}') {
            return None;
        }
        self.eat('?');
        Some(Node::Repeat { node: Box::new(node), min: min.unwrap_or(0), max })
    }

    fn number(&mut self) -> Option<u32> {
        let mut n: Option<u32> = None;
        while let Some(d) = self.peek().and_then(|c| c.to_digit(10)) {
            n = Some(n.unwrap_or(0).checked_mul(10)?.checked_add(d)?);
            self.at += 1;
        }
        n
    }

    fn atom(&mut self) -> Option<Node> {
        Some(match self.take()? {
            '.' => Node::Any,
            '^' => Node::Start,
            '$' => Node::End,
            '(' => {
                let mut look = None;
                if self.eat('?') {
                    match self.take()? {
                        ':' => {}
                        '=' => look = Some(false),
                        '!' => look = Some(true),
                        _ => return None,
                    }
                }
                let inner = self.alternatives()?;
                if !self.eat(')') {
                    return None;
                }
                match look {
                    Some(not) => Node::Look { node: Box::new(inner), not },
                    None => inner,
                }
            }
            '[' => self.set()?,
            '\\' => match self.take()? {
                c @ ('d' | 'D' | 'w' | 'W' | 's' | 'S') => {
                    Node::Set { not: false, items: vec![Item::Class(c)] }
                }
                'n' => Node::One('\n'),
                't' => Node::One('\t'),
                // Back references, properties and word boundaries: leave it to the browser.
                c if c.is_ascii_alphanumeric() => return None,
                c => Node::One(c),
            },
            '*' | '+' | '?' => return None,
            c => Node::One(c),
        })
    }

    fn set(&mut self) -> Option<Node> {
        let not = self.eat('^');
        let mut items = Vec::new();
        loop {
            let c = self.take()?;
            let low = match c {
                ']' => break,
                '\\' => match self.take()? {
                    k @ ('d' | 'D' | 'w' | 'W' | 's' | 'S') => {
                        items.push(Item::Class(k));
                        continue;
                    }
                    'p' | 'P' | 'u' | 'x' | 'b' => return None,
                    k => k,
                },
                c => c,
            };
            let ranged = self.peek() == Some('-') && self.chars.get(self.at + 1).is_some_and(|&c| c != ']');
            if ranged {
                self.at += 1;
                let mut high = self.take()?;
                if high == '\\' {
                    high = self.take()?;
                }
                items.push(Item::Range(low, high));
            } else {
                items.push(Item::Range(low, low));
            }
        }
        Some(Node::Set { not, items })
    }
}

fn in_set(items: &[Item], c: char) -> bool {
    items.iter().any(|i| match i {
        Item::Range(a, b) => (*a..=*b).contains(&c),
        Item::Class('d') => c.is_ascii_digit(),
        Item::Class('D') => !c.is_ascii_digit(),
        Item::Class('w') => c.is_ascii_alphanumeric() || c == '_',
        Item::Class('W') => !(c.is_ascii_alphanumeric() || c == '_'),
        Item::Class('s') => c.is_whitespace(),
        Item::Class(_) => !c.is_whitespace(),
    })
}

type Next<'a> = &'a mut dyn FnMut(usize, &mut u32) -> bool;

fn walk(node: &Node, text: &[char], at: usize, fuel: &mut u32, next: Next<'_>) -> bool {
    *fuel = fuel.saturating_sub(1);
    if *fuel == 0 {
        return false;
    }
    match node {
        Node::Any => at < text.len() && next(at + 1, fuel),
        Node::One(c) => text.get(at) == Some(c) && next(at + 1, fuel),
        Node::Set { not, items } => {
            text.get(at).is_some_and(|&c| in_set(items, c) != *not) && next(at + 1, fuel)
        }
        Node::Start => at == 0 && next(at, fuel),
        Node::End => at == text.len() && next(at, fuel),
        Node::Look { node, not } => walk(node, text, at, fuel, &mut |_, _| true) != *not && next(at, fuel),
        Node::Either(all) => all.iter().any(|n| walk(n, text, at, fuel, next)),
        Node::Seq(all) => sequence(all, text, at, fuel, next),
        Node::Repeat { node, min, max } => repeat(node, *min, *max, text, at, fuel, next),
    }
}

fn sequence(all: &[Node], text: &[char], at: usize, fuel: &mut u32, next: Next<'_>) -> bool {
    match all.split_first() {
        None => next(at, fuel),
        Some((first, rest)) => {
            walk(first, text, at, fuel, &mut |at, fuel| sequence(rest, text, at, fuel, next))
        }
    }
}

fn repeat(node: &Node, min: u32, max: u32, text: &[char], at: usize, fuel: &mut u32, next: Next<'_>) -> bool {
    let again = max > 0
        && walk(node, text, at, fuel, &mut |to, fuel| {
            // An empty round would go on for ever.
            (to > at || min > 0)
                && repeat(
                    node,
                    min.saturating_sub(1),
                    if max == u32::MAX { max } else { max - 1 },
                    text,
                    to,
                    fuel,
                    next,
                )
        });
    again || (min == 0 && next(at, fuel))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_that_forms_use_are_matched() {
        for (pattern, yes, no) in [
            (r"\d{5}", "78701", "7870"),
            (r"[0-9]{3}-[0-9]{3}-[0-9]{4}", "512-555-0142", "(512) 555-0142"),
            (r"^\+?[0-9 ()-]{7,20}$", "+49 30 7654321", "abc"),
            (r"https?://.+", "https://acme.example", "acme.example"),
            (r"\d{5}(-\d{4})?", "78701-1234", "78701-"),
            (r"[A-Za-z]{2}|[A-Za-z]{3}", "DE", "D"),
            (r"(?!0000)\d{4}", "1998", "0000"),
            (r"[^@\s]+@[^@\s]+\.[^@\s]+", "a@b.example", "a@b"),
        ] {
            assert_eq!(matches(pattern, yes), Some(true), "{pattern} {yes}");
            assert_eq!(matches(pattern, no), Some(false), "{pattern} {no}");
        }
        assert_eq!(matches(r"\p{L}+", "x"), None);
        assert_eq!(matches("(", "x"), None);
    }
}

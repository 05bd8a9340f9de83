//! What changed between two texts, line by line.

use crate::limits;

/// Lines that are shown around a change, so that it can be found.
const AROUND: usize = 3;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stands in both texts.
    Kept,
    /// It stands in the first text only.
    Gone,
    /// It stands in the second text only.
    New,
}

/// A line of either text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// What became of it.
    pub fate: Fate,
    /// Its number in the text that it stands in, from 1; in the second where it stands in both.
    pub number: usize,
    /// The line without its end.
    pub text: &'a str,
}

/// The changes from `before` to `after`, each with the lines around it; changes that are near each other stand together.
pub fn changes<'a>(before: &'a str, after: &'a str) -> Vec<Vec<Line<'a>>> {
    let lines = lines(before, after);
    let is_near = |place: usize| {
        let from = place.saturating_sub(AROUND);
        let until = (place + AROUND + 1).min(lines.len());
        lines[from..until]
            .iter()
            .any(|line| line.fate != Fate::Kept)
    };
    let mut groups: Vec<Vec<Line<'a>>> = Vec::new();
    let mut was_near = false;
    for (place, line) in lines.iter().enumerate() {
        let near = is_near(place);
        if near && !was_near {
            groups.push(Vec::new());
        }
        if near && let Some(group) = groups.last_mut() {
            group.push(*line);
        }
        was_near = near;
    }
    groups
}

/// Every line of both texts: a longest common sequence is kept, and what is gone stands before what is new.
fn lines<'a>(before: &'a str, after: &'a str) -> Vec<Line<'a>> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let same = |(one, other): &(&&str, &&str)| one == other;
    let head = old.iter().zip(&new).take_while(same).count();
    let rest = old.len().min(new.len()) - head;
    let ends = old.iter().rev().zip(new.iter().rev());
    let tail = ends.take(rest).take_while(same).count();
    let (old_end, new_end) = (old.len() - tail, new.len() - tail);
    let kept = common(&old[head..old_end], &new[head..new_end]);
    let pairs = (0..head)
        .map(|place| (place, place))
        .chain(
            kept.into_iter()
                .map(|(one, other)| (head + one, head + other)),
        )
        .chain((0..tail).map(|place| (old_end + place, new_end + place)))
        .chain([(old.len(), new.len())]);
    let mut lines = Vec::with_capacity(old.len() + new.len());
    let (mut from, mut to) = (0, 0);
    let line = |fate, place: usize, text| Line {
        fate,
        number: place + 1,
        text,
    };
    for (one, other) in pairs {
        lines.extend((from..one).map(|place| line(Fate::Gone, place, old[place])));
        lines.extend((to..other).map(|place| line(Fate::New, place, new[place])));
        lines.extend(new.get(other).map(|text| line(Fate::Kept, other, *text)));
        (from, to) = (one + 1, other + 1);
    }
    lines
}

/// The places of a longest sequence of lines that stand in both, in order. Texts that are too long to compare have none.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    if old.len().saturating_mul(new.len()) > limits::LINES_COMPARED_MAX {
        return Vec::new();
    }
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for one in (0..old.len()).rev() {
        for other in (0..new.len()).rev() {
            longest[one * width + other] = if old[one] == new[other] {
                longest[(one + 1) * width + other + 1] + 1
            } else {
                longest[(one + 1) * width + other].max(longest[one * width + other + 1])
            };
        }
    }
    let (mut one, mut other, mut pairs) = (0, 0, Vec::new());
    while one < old.len() && other < new.len() {
        if old[one] == new[other] {
            pairs.push((one, other));
            (one, other) = (one + 1, other + 1);
        } else if longest[(one + 1) * width + other] >= longest[one * width + other + 1] {
            one += 1;
        } else {
            other += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The changes, a sign before each line.
    fn said(before: &str, after: &str) -> Vec<String> {
        let groups = changes(before, after);
        let lines = groups.iter().map(|group| {
            let lines = group.iter().map(|line| {
                let sign = match line.fate {
                    Fate::Kept => ' ',
                    Fate::Gone => '-',
                    Fate::New => '+',
                };
                format!("{sign}{}{}", line.number, line.text)
            });
            lines.collect::<Vec<_>>().join(" ")
        });
        lines.collect()
    }

    #[test]
    fn a_change_stands_with_the_lines_around_it() {
        let before = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl";
        assert_eq!(
            said(before, &before.replace('b', "B").replace('l', "l\nm")),
            [" 1a -2b +2B  3c  4d  5e", " 10j  11k  12l +13m"]
        );
        assert_eq!(said(before, before), [""; 0]);
        assert_eq!(said("", "a\n"), ["+1a"]);
        assert_eq!(said("a\nb", "b"), ["-1a  1b"]);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_out_of_it(before in "[ab\n]{0,30}", after in "[ab\n]{0,30}") {
            let lines = lines(&before, &after);
            let without = |fate| {
                let left = lines.iter().filter(|line| line.fate != fate);
                left.map(|line| line.text).collect::<Vec<_>>()
            };
            prop_assert_eq!(without(Fate::New), before.lines().collect::<Vec<_>>());
            prop_assert_eq!(without(Fate::Gone), after.lines().collect::<Vec<_>>());
        }
    }
}

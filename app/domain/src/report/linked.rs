//! Where in a text the numbers, dates and keys stand that it rests on, so that each can lead to what it counts.

use crate::report::Fact;

/// A piece of a text: plain, or the value of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The text.
    pub text: &'a str,
    /// Where the fact is found, where it is one.
    pub address: Option<&'a str>,
}

/// A part of a text that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// A paragraph, line by line.
    Paragraph(Vec<Vec<Piece<'a>>>),
    /// A list, bullet by bullet.
    Bullets(Vec<Vec<Piece<'a>>>),
}

/// A statement's text in paragraphs and lists, and the facts that aren't found in it. Paragraphs are apart by an empty line, and
/// a line that begins with `- ` is a bullet.
#[must_use]
pub fn blocks<'a>(text: &'a str, facts: &'a [Fact]) -> (Vec<Block<'a>>, Vec<&'a Fact>) {
    let mut left: Vec<&Fact> = facts.iter().collect();
    let (mut blocks, mut apart) = (Vec::new(), true);
    for line in text.lines() {
        if line.trim().is_empty() {
            apart = true;
            continue;
        }
        let bullet = line.strip_prefix("- ");
        let (pieces, missing) = linked(bullet.unwrap_or(line), &left);
        left = missing;
        match (blocks.last_mut(), bullet) {
            (Some(Block::Bullets(all)), Some(_)) if !apart => all.push(pieces),
            (Some(Block::Paragraph(lines)), None) if !apart => lines.push(pieces),
            (_, Some(_)) => blocks.push(Block::Bullets(vec![pieces])),
            (_, None) => blocks.push(Block::Paragraph(vec![pieces])),
        }
        apart = false;
    }
    (blocks, left)
}

/// A text in pieces, and the facts that aren't found in it. Each fact is linked where it stands first, in the order they are
/// told; a value is found as a whole word only, so that 1 isn't found in 12.
fn linked<'a>(text: &'a str, facts: &[&'a Fact]) -> (Vec<Piece<'a>>, Vec<&'a Fact>) {
    let mut spots: Vec<(usize, usize, &Fact)> = Vec::new();
    let mut missing = Vec::new();
    for &fact in facts {
        let free = |from: usize, to: usize| spots.iter().all(|(start, end, _)| to <= *start || *end <= from);
        match places(text, &fact.value).find(|(from, to)| free(*from, *to)) {
            Some((from, to)) => spots.push((from, to, fact)),
            None => missing.push(fact),
        }
    }
    spots.sort_by_key(|(from, ..)| *from);
    let (mut pieces, mut at) = (Vec::new(), 0);
    for (from, to, fact) in spots {
        push(&mut pieces, &text[at..from], None);
        push(&mut pieces, &text[from..to], Some(&fact.address));
        at = to;
    }
    push(&mut pieces, &text[at..], None);
    (pieces, missing)
}

fn push<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str, address: Option<&'a str>) {
    if !text.is_empty() {
        pieces.push(Piece { text, address });
    }
}

/// Where a value stands as a whole word.
fn places<'a>(text: &'a str, value: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
    let found = (!value.is_empty()).then(|| text.match_indices(value)).into_iter().flatten();
    found.map(|(from, value)| (from, from + value.len())).filter(|(from, to)| {
        let before = text[..*from].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = text[*to..].chars().next().is_some_and(char::is_alphanumeric);
        !before && !after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(value: &str, address: &str) -> Fact {
        Fact { name: "n".into(), value: value.into(), address: address.into() }
    }

    #[test]
    fn each_fact_is_found_once_and_as_a_whole_word() {
        let facts = [fact("1", "/en"), fact("12", "/tolv"), fact("1", "/en-till"), fact("7", "/sju")];
        let facts: Vec<&Fact> = facts.iter().collect();
        let (pieces, missing) = linked("Av 12 risker är 1 ny och 1 avslutad.", &facts);
        let told: Vec<(&str, Option<&str>)> = pieces.iter().map(|piece| (piece.text, piece.address)).collect();
        let expected = [
            ("Av ", None),
            ("12", Some("/tolv")),
            (" risker är ", None),
            ("1", Some("/en")),
            (" ny och ", None),
            ("1", Some("/en-till")),
            (" avslutad.", None),
        ];
        assert_eq!(told, expected);
        assert_eq!(missing, [facts[3]]);
    }

    #[test]
    fn a_text_is_read_as_paragraphs_and_lists() {
        let facts = [fact("2", "/tva")];
        let (blocks, missing) = blocks("En rad.\nEn till.\n\n- 1 av 2\n- 2\n\nSlut.", &facts);
        let [Block::Paragraph(first), Block::Bullets(list), Block::Paragraph(last)] = blocks.as_slice() else {
            panic!("{blocks:?}");
        };
        assert_eq!((first.len(), list.len(), last.len()), (2, 2, 1));
        assert_eq!((list[0][1].address, list[1][0].address, missing.len()), (Some("/tva"), None, 0));
    }
}

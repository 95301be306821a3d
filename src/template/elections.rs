//! The results of a congress's elections, one sentence for each body; for an appointed body
//! the decision is announced.

use std::borrow::Cow;

use crate::dossier::{Amount, ElectedAt, ElectedBody, Election, Formation, Quantity};
use crate::vietnamese::{Number, lower_first};

use super::names::Names;
use super::phrase::Phrase;
use super::{origin, sentence, wording};

/// The sentences as Typst.
pub(super) fn sentences(names: &Names<'_>) -> Vec<String> {
    // What the committee elects at its own meeting is left to that meeting's resolution.
    let later = |e: &&Election| e.at.is_some_and(|at| at != ElectedAt::Congress);
    let all = &names.dossier.elections;
    let first = all.iter().filter(|e| !later(e) && e.is_first_among(all));
    let told = |election: &Election| {
        let sentence = told(&of_all_rounds(election, all), names)?.typst();
        Some(origin::marked(Some(&origin::of_record(election)), sentence))
    };
    first.filter_map(told).collect()
}

/// An election including those elected in its later rounds, as reported once all votes are
/// counted. If the number of one round is unknown, so is the sum.
fn of_all_rounds<'a>(first: &'a Election, all: &[Election]) -> Cow<'a, Election> {
    let later = |e: &&Election| e.round_number() > first.round_number();
    let later: Vec<&Election> =
        all.iter().filter(later).filter(|e| e.is_round_with(first)).collect();
    if later.is_empty() {
        return Cow::Borrowed(first);
    }
    let sum = |part: fn(&Election) -> &Option<Quantity>| {
        let mut told = part(first).clone()?;
        let number = |q: &Quantity| if q.is_nothing() { Some(Number::ZERO) } else { q.number() };
        let numbers = later.iter().map(|e| part(e).as_ref().and_then(number));
        let sum = numbers.fold(number(&told), |sum, number| sum?.checked_add(number?))?;
        told.amount = Amount::Number(sum);
        Some(told)
    };
    let (official, alternate) = (sum(|e| &e.official), sum(|e| &e.alternate));
    Cow::Owned(Election { elected: sum(|e| &e.elected), official, alternate, ..first.clone() })
}

fn told(election: &Election, names: &Names<'_>) -> Option<Phrase> {
    if election.method == Some(Formation::Appointed) {
        return Some(appointed(election, names));
    }
    if election.official.is_some() || election.alternate.is_some() {
        return Some(delegates(election, names));
    }
    elected(election, names)
}

/// `Công bố Quyết định … chỉ định Ban Chấp hành … gồm 05 đồng chí.`
fn appointed(election: &Election, names: &Names<'_>) -> Phrase {
    let mut phrase = Phrase::default();
    let decision = election.decision.as_ref().map(sentence::citation);
    let decision = decision.filter(|decision| !decision.is_empty());
    phrase.say_with("Công bố ", Some(decision.as_deref().unwrap_or("quyết định")));
    phrase.say_with(" chỉ định ", Some(election.body.as_deref().unwrap_or(names.committee())));
    phrase.say_with(" ", names.term().as_deref());
    phrase.say_with(" gồm ", shown(&election.elected).as_deref());
    phrase.say(".");
    phrase
}

/// `Đại hội bầu đoàn đại biểu dự … gồm 05 đồng chí chính thức và 01 đồng chí dự khuyết.`
fn delegates(election: &Election, names: &Names<'_>) -> Phrase {
    let mut phrase = electing(election, names);
    let upper = names.upper_congress();
    match (election.to.as_deref(), upper) {
        (Some("upper_congress"), Some(upper)) => {
            phrase.say_with("đoàn đại biểu dự ", Some(&upper));
        }
        (Some(to), _) if to != "upper_congress" => phrase.say_with("đoàn đại biểu dự ", Some(to)),
        _ if election.elects_the_committee() => phrase.value(&names.new_committee()),
        _ => phrase.value(&delegates_called(election.body.as_deref().unwrap_or("đại biểu"))),
    }
    phrase.say(" gồm ");
    phrase.say_with("", shown(&election.official).as_deref());
    if let Some(alternate) = shown(&election.alternate) {
        phrase.say(if election.official.is_some() { " chính thức và " } else { "" });
        phrase.value(&alternate);
        phrase.say(" dự khuyết");
    }
    phrase.say(".");
    phrase
}

/// The elected as named in a sentence: a body is capitalised, delegates aren't.
fn delegates_called(body: &str) -> String {
    let small = lower_first(body);
    let of_delegates = ["đại biểu", "đoàn đại biểu"].iter().any(|word| small.starts_with(word));
    if of_delegates { small } else { body.to_owned() }
}

/// `Đại hội bầu Ban Chấp hành khóa X … gồm 05 đồng chí.`
fn elected(election: &Election, names: &Names<'_>) -> Option<Phrase> {
    let body = election.body.as_deref()?;
    let mut phrase = electing(election, names);
    if election.is_by_committee() && election.elects() == Some(ElectedBody::Officers) {
        // A post has a holder, not members.
        match shown(&election.elected) {
            Some(elected) => phrase.value(&format!("{elected} giữ chức vụ {body}")),
            None => phrase.value(body),
        }
        phrase.say(".");
        return Some(phrase);
    }
    if election.elects_the_committee() {
        phrase.value(&names.new_committee());
    } else {
        phrase.value(body);
        let term = names.term().filter(|_| !election.is_by_committee());
        phrase.say_with(" ", term.as_deref());
    }
    phrase.say_with(" gồm ", shown(&election.elected).as_deref());
    phrase.say(".");
    Some(phrase)
}

/// `Đại hội bầu `, or the same for the new committee.
fn electing(election: &Election, names: &Names<'_>) -> Phrase {
    let mut phrase = Phrase::default();
    match election.is_by_committee() {
        true => phrase.value(&names.new_committee()),
        false => phrase.value(names.meeting()),
    }
    phrase.say(" bầu ");
    phrase
}

fn shown(quantity: &Option<Quantity>) -> Option<String> {
    quantity.as_ref().map(wording::quantity)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Dossier;

    fn read(election: &str) -> Option<String> {
        let yaml = format!(
            "organization: {{name: Công đoàn Thử}}\ncongress: {{ordinal: X, term: 2026-2031}}\n\
             upper_congress: {{name: Đại hội Công đoàn phường}}\nelections: [{{{election}}}]"
        );
        let dossier: Dossier = serde_yaml::from_str(&yaml).expect(election);
        Some(told(&dossier.elections[0], &Names::of_built_in(&dossier))?.read())
    }

    #[test]
    fn who_elects_whom() {
        for (election, expected) in [
            (
                "body: Ban Chấp hành, elected: 5 đồng chí",
                "Đại hội bầu Ban Chấp hành khóa X, nhiệm kỳ 2026 - 2031 gồm 05 đồng chí.",
            ),
            (
                "body: Ủy ban Kiểm tra, elected: 3 đồng chí",
                "Ban Chấp hành khóa X, nhiệm kỳ 2026 - 2031 bầu Ủy ban Kiểm tra gồm 03 đồng chí.",
            ),
            (
                "to: upper_congress, official: 4 đồng chí, alternate: 1 đồng chí",
                "Đại hội bầu đoàn đại biểu dự Đại hội Công đoàn phường gồm 04 đồng chí chính thức và 01 đồng chí dự khuyết.",
            ),
            (
                "to: Đại hội Công đoàn ngành, official: 4 đồng chí",
                "Đại hội bầu đoàn đại biểu dự Đại hội Công đoàn ngành gồm 04 đồng chí.",
            ),
            (
                "body: Đại biểu, alternate: 2 đồng chí",
                "Đại hội bầu đại biểu gồm 02 đồng chí dự khuyết.",
            ),
            (
                "body: Ban Chấp hành, official: 15 đồng chí, alternate: 2 đồng chí",
                "Đại hội bầu Ban Chấp hành khóa X, nhiệm kỳ 2026 - 2031 gồm 15 đồng chí chính thức và 02 đồng chí dự khuyết.",
            ),
            (
                "body: Ban Chấp hành lâm thời, official: 5 đồng chí, alternate: 1 đồng chí",
                "Đại hội bầu Ban Chấp hành lâm thời gồm 05 đồng chí chính thức và 01 đồng chí dự khuyết.",
            ),
            (
                "body: Phó Chủ tịch, elected: 1 đồng chí",
                "Ban Chấp hành khóa X, nhiệm kỳ 2026 - 2031 bầu 01 đồng chí giữ chức vụ Phó Chủ tịch.",
            ),
            (
                "body: 'Chủ tịch, Phó Chủ tịch'",
                "Ban Chấp hành khóa X, nhiệm kỳ 2026 - 2031 bầu Chủ tịch, Phó Chủ tịch.",
            ),
            (
                "method: chỉ định, elected: 3 đồng chí",
                "Công bố quyết định chỉ định Ban Chấp hành nhiệm kỳ 2026 - 2031 gồm 03 đồng chí.",
            ),
            (
                "method: chỉ định, decision: {type: Quyết định, number: 5/QĐ-LĐLĐ}",
                "Công bố Quyết định số 5/QĐ-LĐLĐ chỉ định Ban Chấp hành nhiệm kỳ 2026 - 2031.",
            ),
        ] {
            assert_eq!(read(election).as_deref(), Some(expected), "{election}");
        }
        assert_eq!(read("elected: 5 đồng chí"), None);
    }

    #[test]
    fn rounds_are_told_together() {
        let yaml = "congress: {ordinal: X, term: 2026-2031}\nelections: [\
            {body: Ban Chấp hành, elected: 6 đồng chí}, {body: Ban Chấp hành, round: 2, elected: 1 đồng chí}]";
        let told = |yaml: &str| {
            let dossier: Dossier = serde_yaml::from_str(yaml).expect(yaml);
            sentences(&Names::of_built_in(&dossier))
        };
        let both = told(yaml);
        assert_eq!(both.len(), 1);
        assert!(both[0].contains("07"), "{both:?}");
        // Nobody was elected in the second round.
        let none = told(&yaml.replace("elected: 1 đồng chí", "elected: không"));
        assert!(none[0].contains("06"), "{none:?}");
    }
}

//! The sentence on a union's organisation and members. A figure of *không* is worded as a
//! lack, or left out.

use crate::dossier::{Dossier, Figure, FigureDetail, OrganizationKind, Quantity};

use super::names::Names;
use super::phrase::Phrase;
use super::wording;

/// The sentence as Typst; `None` if no figure is known.
pub(super) fn sentence(names: &Names<'_>) -> Option<String> {
    Some(match names.usage.id {
        OrganizationKind::Party => party(names)?.typst(),
        OrganizationKind::Union | OrganizationKind::Youth => {
            Sentence::of(names.dossier)?.told(names).typst()
        }
    })
}

/// The sentence of a Party organisation: `Chi bộ … hiện có 26 đảng viên (25 chính thức, 01 dự
/// bị), trong đó có 10 đảng viên nữ; 02 đảng viên được miễn công tác, sinh hoạt.`
fn party(names: &Names<'_>) -> Option<Phrase> {
    let m = &names.dossier.membership;
    let members = some(&m.members)?;
    let mut phrase = Phrase::default();
    phrase.value(&names.short().unwrap_or_default());
    phrase.say_with(" hiện có ", shown(Some(members)).as_deref());
    let count = |figure: &Option<Figure>| some(figure)?.value.as_ref().and_then(wording::count);
    let (full, probationary) = (count(&m.full), count(&m.probationary));
    if full.is_some() || probationary.is_some() {
        phrase.say(" (");
        phrase.say_with("", full.as_deref());
        phrase.say(if full.is_some() { "~chính thức" } else { "" });
        phrase.say_with(if full.is_some() { ", " } else { "" }, probationary.as_deref());
        phrase.say(if probationary.is_some() { "~dự bị" } else { "" });
        phrase.say(")");
    }
    if let Some(women) = count(&m.women) {
        phrase.say_with(", trong đó có ", Some(&women));
        phrase.say(" nữ");
    }
    if let Some(teams) = count(&m.teams) {
        phrase.say_with("; sinh hoạt tại ", Some(&teams));
        phrase.say(" tổ đảng");
    }
    if let Some(exempt) = count(&m.exempt) {
        phrase.say_with("; ", Some(&exempt));
        phrase.say(" đảng viên được miễn công tác, sinh hoạt");
    }
    phrase.say(".");
    Some(phrase)
}

/// The figures of the members; `None` is unknown or *không*.
struct Sentence<'a> {
    members: Option<&'a FigureDetail>,
    /// Whether there are known to be no members.
    nobody: bool,
    employees: Option<&'a FigureDetail>,
    women: Option<&'a FigureDetail>,
    no_women: bool,
    party_members: Option<&'a FigureDetail>,
    no_party_members: bool,
    unions: Option<&'a FigureDetail>,
    teams: Option<&'a FigureDetail>,
}

impl<'a> Sentence<'a> {
    fn of(dossier: &'a Dossier) -> Option<Self> {
        let m = &dossier.membership;
        let members = some(&m.members);
        // Only figures of the same units stand beside each other: otherwise a part might
        // exceed its whole.
        let beside = |figure: &'a Option<Figure>| {
            let of = |figure: &FigureDetail| match figure.is_partial() {
                true => figure.from_units.as_ref().and_then(Quantity::ratio),
                false => None,
            };
            some(figure).filter(|figure| members.is_none_or(|members| of(members) == of(figure)))
        };
        let sentence = Sentence {
            members,
            nobody: is_none(&m.members),
            // The Youth Union relates its members to the young people of the place.
            employees: beside(&m.employees).or(beside(&m.youth)),
            women: beside(&m.women).filter(|_| members.is_some()),
            no_women: members.is_some() && is_none(&m.women),
            party_members: beside(&m.party_members),
            no_party_members: is_none(&m.party_members),
            unions: some(&m.base_unions),
            teams: some(&m.teams),
        };
        let Sentence { nobody, employees, unions, teams, .. } = &sentence;
        let known = members.or(*employees).or(*unions).or(*teams).is_some() || *nobody;
        known.then_some(sentence)
    }

    fn told(&self, names: &Names<'_>) -> Phrase {
        let mut phrase = Phrase::default();
        phrase.value(&names.short().unwrap_or_default());
        phrase.say(if self.nobody { " hiện chưa có đoàn viên" } else { " hiện có " });
        phrase.say_with("", shown(self.members).as_deref());
        let of = self.members.and_then(|m| wording::coverage(m.from_units.as_ref(), None));
        if let Some(of) = of {
            phrase.say(" (");
            phrase.value(&of);
            phrase.say(")");
        }
        let lead = match (self.nobody, self.members) {
            (true, _) => " trong tổng số ",
            (false, Some(_)) => " trên tổng số ",
            (false, None) => "",
        };
        phrase.say_with(lead, shown(self.employees).as_deref());
        self.among_them(&mut phrase);
        self.where_they_are(names, &mut phrase);
        phrase.say(".");
        phrase
    }

    /// Adds women and Party members.
    fn among_them(&self, phrase: &mut Phrase) {
        phrase.say_with(", trong đó có ", shown(self.women).as_deref());
        if self.women.is_some() {
            phrase.say(" nữ");
        }
        let lead = match (self.women, self.members) {
            (Some(_), _) => ", ",
            (None, Some(_)) => ", trong đó có ",
            (None, None) => "; có ",
        };
        phrase.say_with(lead, shown(self.party_members).as_deref());
        if self.no_women {
            phrase.say(", không có đoàn viên nữ");
        }
        if self.no_party_members && !self.nobody {
            phrase.say(if self.no_women {
                " và đảng viên"
            } else {
                "; chưa có đảng viên"
            });
        }
    }

    /// Adds the base unions and teams. What is counted in *đơn vị* is called by its title.
    fn where_they_are(&self, names: &Names<'_>, phrase: &mut Phrase) {
        if self.unions.or(self.teams).is_none() {
            return;
        }
        let party_told = self.party_members.is_some() || self.no_party_members;
        phrase.say(match self.members {
            Some(_) if self.women.is_some() || self.no_women || party_told => "; sinh hoạt tại ",
            Some(_) => ", sinh hoạt tại ",
            None if self.nobody || self.employees.is_some() => "; có ",
            None => "",
        });
        if let Some(unions) = self.unions {
            match counted(unions, "công đoàn cơ sở") {
                Some(count) => {
                    phrase.value(&count);
                    phrase.say("~");
                    phrase.value(names.base_union());
                }
                None => phrase.say_with("", shown(Some(unions)).as_deref()),
            }
        }
        if let Some(teams) = self.teams {
            phrase.say(if self.unions.is_some() { " và " } else { "" });
            match counted(teams, "") {
                Some(count) => {
                    phrase.value(&count);
                    phrase.say("~");
                    phrase.value(&names.teams());
                }
                None => phrase.say_with("", shown(Some(teams)).as_deref()),
            }
        }
    }
}

fn value(figure: &Option<Figure>) -> Option<&Quantity> {
    figure.as_ref()?.value.as_ref()
}

fn some(figure: &Option<Figure>) -> Option<&FigureDetail> {
    let known = value(figure).is_some_and(|value| !value.is_nothing());
    figure.as_deref().filter(|_| known)
}

fn is_none(figure: &Option<Figure>) -> bool {
    value(figure).is_some_and(Quantity::is_nothing)
}

fn shown(figure: Option<&FigureDetail>) -> Option<String> {
    wording::figure_words(figure?)
}

/// The count, if its unit is no more than the noun that follows.
fn counted(figure: &FigureDetail, noun: &str) -> Option<String> {
    let value = figure.value.as_ref()?;
    let plain = ["", "đơn vị", "đầu mối", noun].contains(&value.unit.as_str());
    wording::count(value).filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(figures: &str) -> Option<String> {
        let yaml = format!("organization: {{name: Công đoàn Thử}}\nmembership: {{{figures}}}");
        let dossier: Dossier = serde_yaml::from_str(&yaml).expect(figures);
        Some(Sentence::of(&dossier)?.told(&Names::of_built_in(&dossier)).read())
    }

    #[test]
    fn a_party_cell_tells_full_and_probationary_members_apart() {
        for (figures, expected) in [
            ("members: 26 đảng viên", "có 26 đảng viên."),
            (
                "members: 26 đảng viên, full: 25 đảng viên, probationary: 1 đảng viên, women: 10 đảng viên, exempt: 2 đảng viên",
                "có 26 đảng viên (25 chính thức, 01 dự bị), trong đó có 10 nữ; 02 đảng viên được miễn công tác, sinh hoạt.",
            ),
            (
                "members: 9 đảng viên, full: 9 đảng viên, probationary: không",
                "có 09 đảng viên (09 chính thức).",
            ),
        ] {
            let yaml = format!(
                "organization: {{kind: đảng, name: Chi bộ thôn Thử}}\nmembership: {{{figures}}}"
            );
            let dossier: Dossier = serde_yaml::from_str(&yaml).expect(figures);
            let told = party(&Names::of_built_in(&dossier)).map(Phrase::read);
            let expected = format!("Chi bộ thôn Thử hiện {expected}");
            assert_eq!(told.as_deref(), Some(&*expected), "{figures}");
        }
    }

    #[test]
    fn a_youth_organisation_counts_its_members_among_the_young() {
        let yaml = "organization: {kind: đoàn, name: Đoàn trường Thử}\nmembership: {members: 302 đoàn viên, \
                    youth: 466 thanh niên, women: 168 đoàn viên, teams: 12 chi đoàn}";
        let dossier: Dossier = serde_yaml::from_str(yaml).expect(yaml);
        let told = Sentence::of(&dossier).expect("some").told(&Names::of_built_in(&dossier));
        assert_eq!(
            told.read(),
            "Đoàn trường Thử hiện có 302 đoàn viên trên tổng số 466 thanh niên, trong đó có 168 đoàn viên nữ; \
             sinh hoạt tại 12 chi đoàn."
        );
    }

    #[test]
    fn what_is_known_makes_one_sentence() {
        for (figures, expected) in [
            ("members: 64 đoàn viên", "có 64 đoàn viên."),
            (
                "members: 412 đoàn viên, employees: 428 người",
                "có 412 đoàn viên trên tổng số 428 người.",
            ),
            (
                "members: 412 đoàn viên, women: 331 đoàn viên, party_members: 24 đảng viên, teams: 9 tổ công đoàn",
                "có 412 đoàn viên, trong đó có 331 đoàn viên nữ, 24 đảng viên; sinh hoạt tại 09 tổ công đoàn.",
            ),
            (
                "members: 30 đoàn viên, party_members: 4 đảng viên",
                "có 30 đoàn viên, trong đó có 04 đảng viên.",
            ),
            (
                "members: 90 đoàn viên, base_unions: '7'",
                "có 90 đoàn viên, sinh hoạt tại 07 công đoàn cơ sở.",
            ),
            (
                "members: 90 đoàn viên, base_unions: 7 đơn vị, teams: 12 đầu mối",
                "có 90 đoàn viên, sinh hoạt tại 07 công đoàn cơ sở và 12 tổ công đoàn, công đoàn bộ phận.",
            ),
            ("employees: 50 người, party_members: 3 đảng viên", "có 50 người; có 03 đảng viên."),
            ("employees: 50 người, teams: 3 tổ", "có 50 người; có 03 tổ."),
            ("base_unions: 7 nghiệp đoàn", "có 07 nghiệp đoàn."),
            (
                "members: {value: 140 đoàn viên, from_units: 2/3 đơn vị}, employees: {value: 100 người, from_units: 1/3 đơn vị}, women: {value: 60 đoàn viên, from_units: 2/3 đơn vị}",
                "có 140 đoàn viên (số liệu của 2/3 đơn vị), trong đó có 60 đoàn viên nữ.",
            ),
        ] {
            let expected = format!("Công đoàn Thử hiện {expected}");
            assert_eq!(read(figures).as_deref(), Some(&*expected), "{figures}");
        }
    }

    #[test]
    fn none_is_told_and_unknown_is_not() {
        for (figures, expected) in [
            ("members: không, employees: 12 người", "chưa có đoàn viên trong tổng số 12 người."),
            ("members: 0 đoàn viên, teams: 2 tổ", "chưa có đoàn viên; có 02 tổ."),
            ("members: 5 đoàn viên, women: không", "có 05 đoàn viên, không có đoàn viên nữ."),
            (
                "members: 5 đoàn viên, women: không, party_members: không, teams: 1 tổ",
                "có 05 đoàn viên, không có đoàn viên nữ và đảng viên; sinh hoạt tại 01 tổ.",
            ),
            ("members: 5 đoàn viên, party_members: không", "có 05 đoàn viên; chưa có đảng viên."),
        ] {
            let expected = format!("Công đoàn Thử hiện {expected}");
            assert_eq!(read(figures).as_deref(), Some(&*expected), "{figures}");
        }
        assert_eq!(read("women: 5 đoàn viên"), None);
        assert_eq!(read("base_unions: không"), None);
    }
}

//! Who gives which award: BC073.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Level, Organization, Text};

use super::list::awards;
use crate::check::{Context, Findings, Rule};

pub(crate) const FORM: Rule = Rule {
    code: Code::AWARD_FORM,
    severity: Severity::Warning,
    citation: "Quy chế khen thưởng của tổ chức Công đoàn (Quyết định 1689/QĐ-TLĐ năm 2019, từ 29/5/2024 là Quyết định 999/QĐ-TLĐ)",
    run: form,
};

/// Who an authority is, as far as its name shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    National,
    /// A province's federation, a sector's national union.
    Province,
    District,
    Commune,
    Base,
}

fn rank(authority: &str) -> Option<Rank> {
    let name = crate::vietnamese::nfc(authority).to_lowercase();
    let name = ["ban chấp hành ", "ban thường vụ ", "đoàn chủ tịch "]
        .iter()
        .find_map(|body| name.strip_prefix(body))
        .unwrap_or(&name);
    let begins = |heads: &[&str]| heads.iter().any(|head| name.starts_with(head));
    if begins(&["tổng liên đoàn"]) {
        Some(Rank::National)
    } else if begins(&["liên đoàn lao động tỉnh", "liên đoàn lao động thành phố"])
        || (name.starts_with("công đoàn ") && name.ends_with(" việt nam"))
    {
        Some(Rank::Province)
    } else if begins(&[
        "liên đoàn lao động quận",
        "liên đoàn lao động huyện",
        "liên đoàn lao động thị xã",
    ]) {
        Some(Rank::District)
    } else if begins(&["công đoàn phường", "công đoàn xã", "công đoàn đặc khu"]) {
        Some(Rank::Commune)
    } else if begins(&["công đoàn cơ sở"]) {
        Some(Rank::Base)
    } else {
        None
    }
}

/// Whether an authority is the dossier's own base union: `Công đoàn Trường …`
/// doesn't tell its rank by its name.
fn is_own(own: &Organization, authority: &str) -> bool {
    use Level::{Base, MemberBase, Section, Team};
    let base = matches!(own.level, Some(Base | MemberBase | Section | Team));
    let named = |name: &Option<Text>| name.as_ref().is_some_and(|name| name.0 == authority);
    base && (named(&own.name) || named(&own.short_name))
}

/// A form of award, who among the unions doesn't give it, and who does.
struct Power {
    form: &'static str,
    never: &'static [Rank],
    given_by: &'static str,
}

/// As far as the rules of awarding have been read; what they leave open, and
/// the powers of the new communal unions, isn't here.
const POWERS: [Power; 4] = [
    Power {
        form: "Kỷ niệm chương",
        never: &[Rank::Province, Rank::District, Rank::Commune, Rank::Base],
        given_by: "Tổng Liên đoàn Lao động Việt Nam tặng",
    },
    Power {
        form: "Cờ thi đua",
        never: &[Rank::District, Rank::Commune, Rank::Base],
        given_by: "Tổng Liên đoàn, Liên đoàn Lao động tỉnh, thành phố và tương đương tặng",
    },
    Power {
        form: "Bằng khen",
        never: &[Rank::District, Rank::Commune, Rank::Base],
        given_by: "Tổng Liên đoàn, Liên đoàn Lao động tỉnh, thành phố và tương đương tặng",
    },
    Power {
        form: "Giấy khen",
        never: &[Rank::National],
        given_by: "công đoàn cấp dưới tặng; Tổng Liên đoàn tặng Bằng khen",
    },
];

fn form(context: &Context<'_>, found: &mut Findings) {
    for (path, award) in awards(context.dossier) {
        let (Some(form), Some(authority)) = (&award.form, &award.authority) else { continue };
        let own = || is_own(&context.dossier.organization, authority).then_some(Rank::Base);
        let Some(rank) = rank(authority).or_else(own) else { continue };
        let form = form.to_lowercase();
        let power = POWERS.iter().find(|p| form.starts_with(&p.form.to_lowercase()));
        if let Some(power) = power.filter(|p| p.never.contains(&rank)) {
            found.add(
                FORM.broken_at(
                    path.key("authority"),
                    format!("{} thường không do {} tặng", power.form, authority.0),
                )
                .with_related(path.key("form"), "hình thức")
                .with_hint(format!("{} do {}", power.form, power.given_by)),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_by_name() {
        for (name, rank_) in [
            ("Tổng Liên đoàn Lao động Việt Nam", Some(Rank::National)),
            ("Ban Thường vụ Liên đoàn Lao động thành phố Hà Nội", Some(Rank::Province)),
            ("Công đoàn Viên chức Việt Nam", Some(Rank::Province)),
            ("Liên đoàn Lao động quận Đống Đa", Some(Rank::District)),
            ("Công đoàn phường Minh Họa", Some(Rank::Commune)),
            ("Công đoàn cơ sở Công ty cổ phần May Minh Họa", Some(Rank::Base)),
            ("Công đoàn Viên chức thành phố Hà Nội", None),
            ("Ủy ban nhân dân thành phố Hà Nội", None),
            ("Công đoàn Văn phòng Quốc hội", None),
        ] {
            assert_eq!(rank(name), rank_, "{name}");
        }
    }
}

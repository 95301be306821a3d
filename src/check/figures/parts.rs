//! Parts and their whole: BC022, BC023, BC024, BC033.

use crate::diagnostic::{Code, Severity};
use crate::dossier::{Figure, FigureDetail};
use crate::source::Path;
use crate::vietnamese::Number;

use super::arithmetic::{sum, terms, together, value};
use crate::check::{Context, Findings, Rule};

pub(crate) const ADD_UP: Rule =
    Rule { code: Code::PARTS_SUM, severity: Severity::Error, citation: "", run: add_up };

pub(crate) const SUB_PARTS: Rule =
    Rule { code: Code::SUB_PARTS_SUM, severity: Severity::Error, citation: "", run: sub_parts };

pub(crate) const PAIRS: Rule =
    Rule { code: Code::PAIR_SUM, severity: Severity::Error, citation: "", run: pairs };

pub(crate) const SHARES: Rule =
    Rule { code: Code::SHARES_SUM, severity: Severity::Warning, citation: "", run: shares };

fn add_up(context: &Context<'_>, found: &mut Findings) {
    for (path, figure) in &context.figures {
        // Silent while a part is unknown; a complementary pair has its own rule.
        let Some((total, numbers)) = numbers(figure) else { continue };
        let paired = pair_in(figure).is_some() && figure.parts.iter().count() == 2;
        if numbers.len() < 2 || paired {
            continue;
        }
        let Some(sum) = sum(&numbers) else { continue };
        let terms = terms(&numbers);
        let finding = |message: String| {
            ADD_UP
                .broken_at(path.key("parts"), message)
                .with_related(path.clone(), format!("tổng số ghi {total}"))
        };
        let complete = figure.parts_complete.map(|f| f.0);
        if complete == Some(true) && sum != total {
            found.add(
                finding(format!("{terms} = {sum}, không phải {total}"))
                    .with_hint("sửa tổng số hoặc sửa một phần"),
            );
        } else if sum > total {
            found.add(
                finding(format!("{terms} = {sum}, lớn hơn tổng số {total}"))
                    .with_severity(Severity::Warning)
                    .with_hint("đúng nếu các phần có chỗ trùng nhau; nếu không thì sửa lại"),
            );
        } else if let Some(rest) = total.checked_sub(sum)
            && complete.is_none()
            && !rest.is_zero()
            && !figure.parts.iter().any(|(label, _)| is_aspect(label))
        {
            found.add(
                finding(format!("{terms} = {sum}, còn {rest} trong {total} chưa thuộc phần nào"))
                    .with_severity(Severity::Note)
                    .with_hint("các phần phải đủ thì sửa số và ghi parts_complete: có; chỉ nêu một phần thì ghi parts_complete: không"),
            );
        }
    }
}

/// A figure's total and its parts in the total's unit; `None` if one isn't known.
fn numbers(figure: &FigureDetail) -> Option<(Number, Vec<Number>)> {
    together(figure.value.as_ref()?, figure.parts.iter().map(|(_, part)| part.value.as_ref()))
}

/// Labels of a property that only some in a group have, such as being a woman: the sum of
/// such parts needn't be the whole.
fn is_aspect(label: &str) -> bool {
    const ASPECTS: [&str; 6] = ["nữ", "đảng viên", "đoàn viên", "dân tộc", "tôn giáo", "trẻ"];
    ASPECTS.iter().any(|aspect| is_called(label, aspect))
}

/// Whether a label is a word, or begins or ends with it: `Nữ`, `Đoàn viên nữ`, `Hợp đồng lao
/// động`.
fn is_called(label: &str, word: &str) -> bool {
    let label = label.to_lowercase();
    let rest = label.strip_suffix(word).map(|before| before.is_empty() || before.ends_with(' '));
    let after = label.strip_prefix(word).map(|after| after.starts_with(' '));
    rest == Some(true) || after == Some(true)
}

/// The part of a figure with a label.
fn part<'a>(figure: &'a FigureDetail, word: &str) -> Option<(&'a str, &'a Figure)> {
    figure.parts.iter().find(|(label, _)| is_called(label, word))
}

/// Pairs of labels of which exactly one applies.
const PAIRS_OF_WORDS: [(&str, &str); 4] =
    [("nam", "nữ"), ("chính thức", "dự bị"), ("chính thức", "dự khuyết"), ("biên chế", "hợp đồng")];

type Part<'a> = (&'a str, &'a Figure);

/// The two parts of a figure that make up all of it.
fn pair_in(figure: &FigureDetail) -> Option<(Part<'_>, Part<'_>)> {
    PAIRS_OF_WORDS.iter().find_map(|(one, other)| {
        // Two fixed-term contracts aren't the pair of staff and contract.
        let alone = figure.parts.iter().filter(|(l, _)| is_called(l, other)).count() == 1;
        alone.then_some(())?;
        Some((part(figure, one)?, part(figure, other)?))
    })
}

fn pairs(context: &Context<'_>, found: &mut Findings) {
    for (path, figure) in &context.figures {
        let Some(((one, first), (other, second))) = pair_in(figure) else { continue };
        let Some(whole) = &figure.value else { continue };
        let both = [first, second].into_iter().map(|part| part.value.as_ref());
        let Some((total, numbers)) = together(whole, both) else { continue };
        unpaired(path.key("parts"), (path.clone(), total), &numbers, (one, other), found);
    }
    // The number of women is in a separate field.
    let m = &context.dossier.membership;
    let at = Path::root().key("membership");
    if let (Some(members), Some(women)) = (&m.members, &m.women)
        && let (Some(total), Some(women)) = (value(members), value(women))
        && part(members, "nữ").is_none()
        && let Some((label, men)) = part(members, "nam")
        && let Some(men) = value(men)
    {
        let place = at.key("members").key("parts").key(label);
        unpaired(place, (at.key("members"), total), &[men, women], ("nam", "nữ"), found);
    }
}

fn unpaired(
    at: Path,
    (whole, total): (Path, Number),
    numbers: &[Number],
    (one, other): (&str, &str),
    found: &mut Findings,
) {
    let Some(sum) = sum(numbers).filter(|sum| *sum != total) else { return };
    let (one, other) = (one.to_lowercase(), other.to_lowercase());
    let message = format!("{one} và {other}: {} = {sum}, không phải {total}", terms(numbers));
    found.add(
        PAIRS
            .broken_at(at, crate::vietnamese::capitalize_first(&message))
            .with_related(whole, format!("tổng số ghi {total}"))
            .with_hint("sửa tổng số hoặc sửa một phần"),
    );
}

/// A property stated for every group adds up to the total: the women of each group to all
/// women.
fn sub_parts(context: &Context<'_>, found: &mut Findings) {
    let m = &context.dossier.membership;
    let at = Path::root().key("membership");
    let Some(members) = m.members.as_ref() else { return };
    // An incomplete list of groups can't be compared with the total.
    if !members.parts_complete.is_some_and(|f| f.0) {
        return;
    }
    for (word, key, overall) in
        [("nữ", "women", &m.women), ("đảng viên", "party_members", &m.party_members)]
    {
        let Some(overall) = overall else { continue };
        // A figure of another date, or of all employees, isn't comparable.
        let same_day = overall.as_of.is_none() || overall.as_of == members.as_of;
        let same_base = key == "women" || overall.of.as_deref() == Some("members");
        let Some(total) = value(overall).filter(|_| same_day && same_base) else { continue };
        let numbers: Option<Vec<Number>> =
            members.parts.iter().map(|(_, group)| value(part(group, word)?.1)).collect();
        let Some(numbers) = numbers.filter(|n| n.len() > 1) else { continue };
        let Some(sum) = sum(&numbers).filter(|sum| *sum != total) else { continue };
        found.add(
            SUB_PARTS
                .broken_at(
                    at.key(key),
                    format!("Ghi {total} {word} nhưng cộng các nhóm {} = {sum}", terms(&numbers)),
                )
                .with_related(at.key("members").key("parts"), "các nhóm")
                .with_hint(format!("ghi {sum}, hoặc sửa số {word} của một nhóm")),
        );
    }
}

/// The shares of all parts add up to 100, except for rounding.
fn shares(context: &Context<'_>, found: &mut Findings) {
    for (path, figure) in &context.figures {
        let stated: Option<Vec<Number>> = figure
            .parts
            .iter()
            .map(|(_, part)| match &part.value {
                Some(value) if value.percent && value.hedge.is_none() => value.number(),
                _ => part.stated_percent.map(|p| p.0),
            })
            .collect();
        let Some(stated) = stated.filter(|shares| shares.len() > 1) else { continue };
        let (Some(sum), Some(slack)) = (sum(&stated), slack(&stated)) else { continue };
        let complete = figure.parts_complete.is_some_and(|f| f.0);
        let over = sum > Number::HUNDRED;
        let Some(off) = (if over {
            sum.checked_sub(Number::HUNDRED)
        } else {
            Number::HUNDRED.checked_sub(sum)
        }) else {
            continue;
        };
        if off > slack && (complete || (over && pair_in(figure).is_some())) {
            found.add(
                SHARES
                    .broken_at(
                        path.key("parts"),
                        format!(
                            "Tỷ lệ các phần: {} = {}%, không phải 100%",
                            terms(&stated),
                            sum.trimmed()
                        ),
                    )
                    .with_hint("sửa một tỷ lệ, hoặc bỏ stated_percent để tỷ lệ tự tính"),
            );
        }
    }
}

/// The permitted deviation from 100: one unit of the last printed digit for each share, since
/// shares may be truncated as well as rounded.
fn slack(shares: &[Number]) -> Option<Number> {
    let units: Option<Vec<Number>> = shares
        .iter()
        .map(|share| Number::from(1_u32).checked_div(ten_to(share.scale())?, share.scale()))
        .collect();
    sum(&units?)
}

fn ten_to(exponent: u32) -> Option<Number> {
    (0..exponent).try_fold(Number::from(1_u32), |n, _| n.checked_mul(Number::from(10_u32)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        assert!(is_called("Nữ", "nữ") && is_called("Đoàn viên nữ", "nữ"));
        assert!(is_called("Hợp đồng lao động", "hợp đồng"));
        assert!(!is_called("Phụ nữ, trẻ em", "nam") && !is_called("Namibia", "nam"));
    }
}

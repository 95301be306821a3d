//! Statements that the congress elects what it doesn't, in its tasks and its results: BC372.

use std::ops::Range;

use crate::diagnostic::{Code, Severity};
use crate::law::Subject;
use crate::source::Path;
use crate::vietnamese::Words;

use super::sizes::article;
use crate::check::{Context, Findings, Rule};

pub(crate) const WHO_ELECTS: Rule = Rule {
    code: Code::ELECTED_BY_WHOM,
    severity: Severity::Warning,
    citation: "Điều lệ Công đoàn Việt Nam",
    run: who_elects,
};

/// Bodies and posts that the committee elects from among its members, at its first meeting.
const BY_COMMITTEE: [&str; 4] =
    ["ban thường vụ", "ủy ban kiểm tra", "uỷ ban kiểm tra", "phó chủ tịch"];

/// Others who may be said to elect in the same clause.
const OTHERS: &[&str] = &[
    "ban chấp hành đã",
    "ban chấp hành khóa",
    "ban chấp hành mới",
    "ban chấp hành bầu",
    "ban chấp hành họp",
    "bch bầu",
    "hội nghị lần thứ",
    "hội nghị ban chấp hành",
    "phiên họp",
    "phiên thứ nhất",
    "họp lần thứ",
    "cấp trên",
    "tỉnh",
    "thành phố",
    "quốc hội",
    "hội đồng",
];

fn who_elects(context: &Context<'_>, found: &mut Findings) {
    if context.dossier.organization.is_team() {
        return;
    }
    for (path, words) in context.printed_words() {
        let is_task = path.keys().take(2).eq(["congress", "tasks"]);
        for range in wrongly_elected(words, is_task) {
            let span = words.span(range);
            let written = &words.text()[span.clone()];
            found.add(
                WHO_ELECTS
                    .broken_at(
                        Path::clone(path),
                        format!("“{written}”: do Ban Chấp hành bầu, không do Đại hội bầu"),
                    )
                    .with_citation(article(context, Subject::Committee))
                    .with_span(span)
                    .with_hint("Đại hội bầu Ban Chấp hành; Ban Chấp hành họp phiên đầu bầu các chức danh này"),
            );
        }
    }
}

/// Where the congress is said to elect what it doesn't: the words from `bầu` to the body.
fn wrongly_elected(words: &Words<'_>, is_task: bool) -> Vec<Range<usize>> {
    /// The most words between the verb and the last elected body.
    const REACH: usize = 16;
    let mut found = Vec::new();
    for i in words.find("bầu").filter(|i| words.lower(i + 1) != "cử" && !words.quoted(*i)) {
        let clause = words.clause(i);
        let before = clause.start..i;
        let by_congress = is_task || words.any(before.clone(), &["đại hội"]);
        if !by_congress || words.any(before, OTHERS) {
            continue;
        }
        let until = (i + 1..(i + REACH).min(clause.end))
            .find(|k| {
                // Whom the committee holds isn't who elects them.
                matches!(words.lower(*k), "bầu" | "họp" | "dự" | "do")
                    || words.any(*k..k + 1, &["gồm chủ tịch", "gồm đồng chí chủ tịch", "trong đó"])
            })
            .unwrap_or((i + REACH).min(clause.end));
        let body = (i + 1..until).find_map(|k| {
            let name = BY_COMMITTEE.iter().find(|name| words.starts(k, name))?;
            Some(k..k + name.split(' ').count())
        });
        // The elector may also be named after the body.
        let told = words.any(until..clause.end, &["do ban chấp hành", "họp phiên"]);
        found.extend(body.filter(|_| !told).map(|body| i..body.end));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elected(text: &str, is_task: bool) -> Vec<&str> {
        let words = Words::of(text);
        wrongly_elected(&words, is_task).into_iter().map(|r| &text[words.span(r)]).collect()
    }

    #[test]
    fn what_the_committee_elects() {
        assert_eq!(
            elected("Bầu Ban Chấp hành, Ủy ban Kiểm tra khóa V", true),
            ["Bầu Ban Chấp hành, Ủy ban Kiểm tra"]
        );
        assert_eq!(elected("Đại hội đã bầu 02 Phó Chủ tịch.", false), ["bầu 02 Phó Chủ tịch"]);
        for right in [
            "Đại hội bầu Ban Chấp hành gồm 15 đồng chí; Ban Chấp hành bầu Ban Thường vụ",
            "Tại phiên họp thứ nhất sau Đại hội, Ban Chấp hành bầu Ủy ban Kiểm tra",
            "Đại hội bầu Ban Chấp hành và Ban Chấp hành họp bầu Phó Chủ tịch",
            "Đại hội bầu đại biểu dự đại hội cấp trên; Phó Chủ tịch trình bày báo cáo",
            "Đại hội tiến hành bầu cử; Phó Chủ tịch công bố kết quả",
            "Ban Thường vụ trình Đại hội đề án",
        ] {
            assert_eq!(elected(right, false), [""; 0], "{right}");
        }
        assert_eq!(elected("Bầu Ban Chấp hành khóa V và đại biểu", true), [""; 0]);
    }
}

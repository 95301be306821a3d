//! The role of a number in its sentence, by the words before it.

use super::figure::{Figure, Measure};
use super::vocabulary::one_of;

/// The role of a number in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// A plain count; the sentence says no more.
    Plain,
    /// `chiếm 25%`, `đạt 25%`, `(25%)`
    Share,
    /// `kế hoạch 65`, `so với chỉ tiêu 40`
    Plan,
    /// `tăng 5`, `cao hơn 5`
    Up,
    /// `giảm 5`
    Down,
    /// `vượt 5`
    Over,
    /// `vượt chỉ tiêu 24`: the excess, or the target itself.
    OverOrPlan,
    /// `còn thiếu 5`
    Short,
    /// `từ 63`
    From,
    /// `lên 910`, `xuống còn 48`
    To,
    /// `so với năm trước (12)`
    Prior,
    /// `còn lại 4`
    Rest,
    /// `tổng cộng 200`, `cả năm 43`
    Total,
    /// `trị giá 19 triệu đồng`
    Worth,
    /// `mỗi suất 500.000 đồng`, `3 triệu đồng/người`
    Each,
    /// `bình quân 45`
    Average,
    /// `gấp 3 lần`
    Times,
    /// Something is said of it that isn't understood; it is never compared.
    Unsure,
}

/// Endings of the words before a number, the longest first.
const ENDINGS: &[(&str, Role)] = &[
    ("vượt mức kế hoạch", Role::OverOrPlan),
    ("vượt so với kế hoạch", Role::OverOrPlan),
    ("vượt kế hoạch", Role::OverOrPlan),
    ("vượt chỉ tiêu", Role::OverOrPlan),
    ("vượt mức", Role::Over),
    ("vượt hơn", Role::Over),
    ("vượt thêm", Role::Over),
    ("vượt", Role::Over),
    ("còn thiếu", Role::Short),
    ("thiếu", Role::Short),
    ("hụt", Role::Short),
    ("tăng lên", Role::To),
    ("tăng thêm", Role::Up),
    ("tăng", Role::Up),
    ("cao hơn", Role::Up),
    ("nhiều hơn", Role::Up),
    ("giảm còn", Role::To),
    ("giảm xuống", Role::To),
    ("giảm được", Role::Down),
    ("giảm đi", Role::Down),
    ("giảm", Role::Down),
    ("thấp hơn", Role::Down),
    ("ít hơn", Role::Down),
    ("lên đến", Role::To),
    ("lên tới", Role::To),
    ("lên thành", Role::To),
    ("xuống còn", Role::To),
    ("xuống", Role::To),
    ("lên", Role::To),
    ("gấp", Role::Times),
    ("để lại", Role::Rest),
    ("còn lại", Role::Rest),
    ("còn", Role::Rest),
    ("từ", Role::From),
    ("tổng cộng", Role::Total),
    ("tổng số", Role::Total),
    ("tổng", Role::Total),
    ("cộng", Role::Total),
    ("cả năm", Role::Total),
    ("cả nhiệm kỳ", Role::Total),
    ("cả quý", Role::Total),
    ("cả tháng", Role::Total),
    ("cả kỳ", Role::Total),
    ("cả đợt", Role::Total),
    ("cả hai đợt", Role::Total),
    ("cả hai năm", Role::Total),
    ("cả ba năm", Role::Total),
    ("hai năm cộng lại", Role::Total),
    ("cả hai học kỳ", Role::Total),
    ("cả năm học", Role::Total),
    ("tất cả là", Role::Total),
    ("gộp lại là", Role::Total),
    ("tổng cộng cả", Role::Total),
];

/// Words for the value or the total cost of something.
const WORTH: &[&str] = &[
    "trị giá",
    "giá trị",
    "kinh phí",
    "số tiền",
    "thành tiền",
    "dư nợ",
    "hết",
    "tương đương",
    "chi phí",
    "tổng",
    "tổng số",
    "tổng cộng",
    "được",
    "ủng hộ",
    "đóng góp",
    "quyên góp",
    "tiền",
];

/// Words for what is hoped for and hasn't happened yet.
const AIMED: &[&str] = &["phấn đấu", "dự kiến", "quyết tâm", "mục tiêu", "ước cả"];

/// Words that may stand between a number and its verb.
const FILLERS: &str = "là được ước có vào khoảng đạt thêm khoản những";

/// The words around a number, separated by blanks.
pub(super) struct Surroundings<'s> {
    /// Before it, back to a punctuation mark or a number.
    pub lead: &'s str,
    /// After it and its noun.
    pub tail: &'s str,
    /// Before the bracket in which it comes first.
    pub head: &'s str,
}

/// The role of a figure.
pub(super) fn role(figure: &Figure, around: &Surroundings<'_>) -> Role {
    let lead = around.lead;
    let bare = strip_fillers(lead);
    let has = |word: &str| phrase_in(lead, word);
    let measured = matches!(figure.measure, Measure::Count | Measure::Money);
    if AIMED.iter().any(|aim| has(aim)) {
        return Role::Unsure;
    }
    let ending = ENDINGS.iter().find(|(ending, _)| ends(bare, ending)).map(|(_, role)| *role);
    let leads = matches!(ending, Some(Role::From | Role::To | Role::Up | Role::Down));
    let average =
        has("bình quân") || has("trung bình mỗi") || has("trung bình") && figure.per.is_some();
    match ending {
        Some(Role::Up | Role::Down) if has("bình quân") || has("mỗi") => return Role::Unsure,
        Some(role @ (Role::From | Role::To)) => return role,
        _ if average => return Role::Average,
        _ if figure.measure == Measure::Times => return Role::Times,
        _ => {}
    }
    let each = figure.per.is_some() || has("mỗi") || has("mức") && figure.is_money();
    if measured && each && !leads {
        return Role::Each;
    }
    if let Some(role) = compared(lead) {
        return role;
    }
    let falling = has("giảm") || has("chỉ") || has("xuống");
    match ending {
        Some(Role::Rest) if falling => return Role::To,
        Some(Role::Total) if figure.is_money() => return Role::Total,
        Some(role) => return role,
        None => {}
    }
    let planned = ["kế hoạch", "chỉ tiêu", "dự toán"];
    let tail = if figure.is_percent() { "" } else { around.tail };
    let in_head = lead.is_empty() && measured;
    if is_plan(lead, tail) || in_head && planned.iter().any(|plan| phrase_in(around.head, plan)) {
        return Role::Plan;
    }
    let before = ["so với", "đầu năm", "mức cũ", "cùng kỳ", "năm trước"];
    if phrase_in(lead, "so với")
        || before.iter().any(|phrase| ends(lead, phrase))
        || lead.is_empty() && before.iter().any(|phrase| phrase_in(around.head, phrase))
        || lead.is_empty() && phrase_in(around.head, "hơn năm □ là")
    {
        return Role::Prior;
    }
    if figure.is_percent() {
        let changed = ["tăng", "giảm", "vượt", "hơn", "kém"].iter().any(|verb| has(verb));
        return match changed {
            true => Role::Unsure,
            false => Role::Share,
        };
    }
    if figure.is_money() && lead.starts_with("tổng ") {
        return Role::Total;
    }
    if figure.is_money() && WORTH.iter().any(|ending| ends(bare, ending)) {
        return if phrase_in(lead, "tổng") { Role::Total } else { Role::Worth };
    }
    Role::Plain
}

/// `cao hơn năm 2024 là 0,6 triệu đồng`: the verb stands before what it is compared with,
/// or before what has grown.
fn compared(lead: &str) -> Option<Role> {
    const VERBS: [(&str, Role); 4] = [
        ("cao hơn ", Role::Up),
        ("nhiều hơn ", Role::Up),
        ("thấp hơn ", Role::Down),
        ("ít hơn ", Role::Down),
    ];
    // `tăng lương thêm 600.000 đồng`
    if lead.starts_with("tăng ") && ends(lead, "thêm") {
        return Some(Role::Up);
    }
    let lead = lead.strip_suffix(" là")?;
    VERBS.iter().find_map(|(verb, role)| {
        let with = &lead[lead.rfind(verb)? + verb.len()..];
        let known = |word| one_of("so với năm trước kỳ cùng đầu cuối nhiệm □", word);
        with.split(' ').all(known).then_some(*role)
    })
}

/// Whether the words before or after a number speak of a plan, and not of something done.
fn is_plan(lead: &str, tail: &str) -> bool {
    let heads = ["kế hoạch", "chỉ tiêu", "dự toán", "được giao", "giao"];
    let last = heads.iter().filter_map(|head| lead.rfind(head).map(|at| at + head.len())).max();
    let done =
        ["đạt", "thực hiện", "hoàn thành", "kết quả", "vượt", "có", "tăng", "giảm", "đã", "của"];
    let planned = last.is_some_and(|at| !done.iter().any(|verb| phrase_in(&lead[at..], verb)));
    planned
        || ["theo kế hoạch", "kế hoạch"].iter().any(|plan| tail.starts_with(plan))
            && !phrase_in(lead, "đạt")
}

fn strip_fillers(lead: &str) -> &str {
    let mut bare = lead;
    while let Some((rest, word)) = bare.rsplit_once(' ') {
        // For money, `được` and `đạt` are verbs enough.
        if !one_of(FILLERS, word) {
            break;
        }
        bare = rest;
    }
    bare
}

/// Whether a text ends in a phrase, comparing whole words.
pub(crate) fn ends(text: &str, phrase: &str) -> bool {
    text.strip_suffix(phrase).is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
}

/// Whether a phrase occurs in a text, comparing whole words.
pub(crate) fn phrase_in(text: &str, phrase: &str) -> bool {
    text.match_indices(phrase).any(|(at, _)| {
        let behind = &text[at + phrase.len()..];
        (at == 0 || text[..at].ends_with(' ')) && (behind.is_empty() || behind.starts_with(' '))
    })
}

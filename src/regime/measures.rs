//! The measures of a regime, passed to the layout section by section. Each section cites its
//! source.

use serde::Deserialize;

use super::typst_module::{ToTypst, entry};
use super::value::{Color, Decoration, Factor, Length, LetterCase, PaperSize, Slant, Weight};

/// Declares a part of a regime: parsed from exactly these kebab-case keys, and written as a
/// Typst dictionary. A `cited` part has a `source` (Vietnamese, shown to people); a `text`
/// part also has the attributes of a text style (see the layout's `dress`), each defaulting
/// to plain text.
macro_rules! part {
    ($(#[$meta:meta])* cited $name:ident $fields:tt) => {
        part! { @with $(#[$meta])* $name { pub source: String, } {} $fields }
    };
    ($(#[$meta:meta])* text $name:ident $fields:tt) => {
        part! { @with $(#[$meta])* $name {} {
            size: Length, weight: Option<Weight>, style: Option<Slant>, case: Option<LetterCase>,
            decoration: Option<Decoration>,
        } $fields }
    };
    ($(#[$meta:meta])* cited text $name:ident $fields:tt) => {
        part! { @with $(#[$meta])* $name { pub source: String, } {
            size: Length, weight: Option<Weight>, style: Option<Slant>, case: Option<LetterCase>,
            decoration: Option<Decoration>,
        } $fields }
    };
    ($(#[$meta:meta])* plain $name:ident $fields:tt) => {
        part! { @with $(#[$meta])* $name {} {} $fields }
    };
    (
        @with $(#[$meta:meta])* $name:ident { $($unwritten:tt)* }
        { $($form:ident: $form_type:ty,)* }
        { $($(#[$note:meta])* $field:ident: $type:ty,)* }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        pub struct $name {
            $($unwritten)*
            $(pub $form: $form_type,)*
            $($(#[$note])* pub $field: $type,)*
        }

        impl ToTypst for $name {
            fn write(&self, out: &mut String) {
                out.push('(');
                $(entry(stringify!($form), &self.$form, out);)*
                $(entry(stringify!($field), &self.$field, out);)*
                out.push(')');
            }
        }
    };
}

part! {
    /// The fonts.
    cited Font {
        family: String,
        /// Height from the baseline to the top of a line, as a factor of the font size.
        ascent: Factor,
        descent: Factor,
        /// Single line spacing, as a factor of the font size.
        single: Factor,
    }
}

part! {
    /// The sheet.
    cited Page {
        paper: PaperSize,
        /// Whether the whole paper is in landscape format.
        flipped: bool,
        margin: Margins,
        landscape_margin: Margins,
    }
}

part! {
    /// The margins (lề).
    plain Margins { top: Length, bottom: Length, left: Length, right: Length, }
}

part! {
    /// The page number (số trang).
    cited text PageNumber { from_top: Length, on_first_page: bool, }
}

part! {
    /// The top of the first page.
    cited Letterhead {
        left_width: Length,
        right_width: Length,
        rule_stroke: Length,
        rule_gap: Length,
        number_gap: Length,
        draft_gap: Length,
        gap_below: Length,
        /// The nation's name, or that of the Party or the Youth Union.
        national_name: FixedText,
        /// Without a motto the rule stands under the name.
        national_motto: Option<FixedText>,
        parent_body: PlainText,
        issuing_body: MarkedText,
        number: PlainText,
        /// The subject of a letter (trích yếu công văn), which has no title block.
        letter_subject: FixedText,
        place_date: PlaceDate,
        draft_mark: CitedText,
        stamp: Stamp,
    }
}

part! {
    /// The marks of secrecy and urgency (dấu chỉ độ mật, mức độ khẩn), under the number.
    cited text Stamp {
        color: Color,
        /// The box around the word, without which it stands alone: its height, its line, and
        /// how wide it is around a short, a middling and a long word.
        height: Option<Length>,
        stroke: Option<Length>,
        short: Option<Length>,
        middle: Option<Length>,
        long: Option<Length>,
    }
}

part! {
    /// A text style without further measures.
    text PlainText {}
}

part! {
    /// A text style with its own source.
    cited text CitedText {}
}

part! {
    /// Words fixed by the regime.
    text FixedText { text: String, }
}

part! {
    /// A text with a rule (đường kẻ) under it, or a mark (`*`).
    text MarkedText {
        /// The rule's length as a factor of the text's width.
        rule_ratio: Option<Factor>,
        mark: Option<FixedText>,
    }
}

part! {
    /// Place and date (địa danh và thời gian).
    text PlaceDate {
        /// The font size for a long place name.
        smaller: Length,
    }
}

part! {
    /// Document type and subject (tên loại, trích yếu).
    cited TitleBlock {
        gap_above: Length,
        gap_below: Length,
        rule_gap: Length,
        document_type: PlainText,
        subject: Subject,
    }
}

part! {
    /// The subject line (trích yếu).
    text Subject {
        gap: Length,
        /// The share of the page's width that it may take.
        room: Factor,
        rule_ratio: Option<Factor>,
        /// Printed under it in place of a rule (`-----`).
        mark: Option<FixedText>,
    }
}

part! {
    /// Addressees (kính gửi).
    cited text Addressees { lead: String, indent: Length, gap: Length, }
}

part! {
    /// Legal bases (căn cứ).
    cited text LegalBases { start: Option<String>, end: String, last_end: String, }
}

part! {
    /// The deciding authority (thẩm quyền ban hành), above the legal bases of a decision.
    cited text Authority { gap: Length, }
}

part! {
    /// The resolving line (QUYẾT NGHỊ).
    cited text Resolves { gap: Length, }
}

part! {
    /// The running text.
    cited Body {
        size: Length,
        indent: Length,
        gap: Length,
        /// The distance between baselines.
        baseline: Length,
        /// Tried in this order if fewer pages result, or if a page ends badly.
        closer_baselines: Vec<Length>,
        /// Tried in this order if a page still ends badly.
        wider_baselines: Vec<Length>,
        /// Marks of items, by depth.
        marks: Vec<String>,
        /// Printed in a draft for an unknown value.
        hole: String,
        /// The width of a line to be filled in by pen.
        pen_width: Length,
    }
}

part! {
    /// Headings (đề mục).
    cited Headings {
        /// Patterns of labels, by depth.
        numbering: Vec<String>,
        part: PartHeading,
        /// The label of an article (Điều).
        article: FixedText,
        roman: Heading,
        arabic: Heading,
        letter: Heading,
    }
}

part! {
    /// The heading of a part (phần).
    plain PartHeading {
        gap_above: Length,
        gap_below: Length,
        label: FixedText,
        title: PlainText,
    }
}

part! {
    /// The heading of a section.
    text Heading { gap: Length, }
}

part! {
    /// Tables (bảng).
    cited Table {
        size: Length,
        head_weight: Weight,
        stroke: Length,
        inset_x: Length,
        inset_y: Length,
        gap: Length,
        /// The width of the column of units (đơn vị tính).
        unit_width: Length,
        /// The width of the column in which receivers sign, and the minimum height of such a
        /// row.
        sign_width: Length,
        sign_height: Length,
        /// Room for a leader's hand on a routing slip.
        opinion_height: Length,
        /// A row with a cell longer than this, in letters, may break across pages.
        whole_row_letters: usize,
    }
}

part! {
    /// The end of a paper: recipients and signature.
    cited Closing {
        left_width: Length,
        right_width: Length,
        wide_width: Length,
        /// The minimum distance between recipients and signature.
        column_gap: Length,
        gap_above: Length,
        signature_space: Length,
        /// The picture of a signature between post and name, and that of the seal, a third of
        /// the signature to whose right it covers.
        signature_width: Length,
        seal: Length,
        end_mark: String,
        /// Place and date above a signature.
        dated: PlainText,
        on_behalf: PlainText,
        post: PlainText,
        signer_name: PlainText,
        recipients_title: FixedText,
        recipients_list: PlainText,
    }
}

part! {
    /// Annexes (phụ lục).
    cited Annex {
        number_on_first_page: bool,
        gap_below: Length,
        label: FixedText,
        title: PlainText,
        note: PlainText,
    }
}

part! {
    /// A ballot paper (phiếu bầu), several of which may be on one sheet.
    cited Ballot {
        /// The distance from the edge of a ballot to its content.
        margin: Length,
        /// The share of its width taken by the head, with the place for the seal below.
        head_ratio: Factor,
        /// The side of the square for the seal (dấu treo).
        stamp: Length,
        gap: Length,
        cut_stroke: Length,
        /// Row heights with their font sizes for the names, tried in this order until all
        /// names fit.
        row_heights: Vec<Length>,
        name_sizes: Vec<Length>,
        mark_width: Length,
        head: PlainText,
        /// Whose ballots name the Party or the Youth Union, over the title.
        above_title: Option<FixedText>,
        title: PlainText,
        what: PlainText,
        instruction: PlainText,
    }
}

part! {
    /// The volume that binds the papers of an occasion (tập văn kiện).
    cited Volume {
        gap: Length,
        entry_gap: Length,
        /// Of the contents: the column of the papers' places, and that of their pages.
        index_width: Length,
        page_width: Length,
        parent: PlainText,
        organization: PlainText,
        kind: PlainText,
        meeting: PlainText,
        motto: PlainText,
        placed: PlainText,
        heading: PlainText,
    }
}

part! {
    /// A certificate (giấy khen).
    cited Certificate {
        /// The colour of the frame, the awarding body and the award: `#c00000`.
        color: Color,
        frame_inset: Length,
        frame_stroke: Length,
        /// The distance between the outer and the inner ring of the frame.
        frame_gap: Length,
        frame_inner_stroke: Length,
        /// The side of the square for the emblem.
        emblem: Length,
        least_gap: Length,
        signature_width: Length,
        authority: PlainText,
        verb: PlainText,
        kind: PlainText,
        name: PlainText,
        place: PlainText,
        merit: PlainText,
        register: PlainText,
        /// Font sizes tried in this order until everything fits; the merit is reduced first.
        name_sizes: Vec<Length>,
        merit_sizes: Vec<Length>,
    }
}

part! {
    /// A chart (biểu đồ) of horizontal bars.
    cited Chart {
        /// Of what the rows are about, and of the values behind the bars.
        label_width: Length,
        value_width: Length,
        /// A bar's thickness, and the distance to the next of the same row.
        bar: Length,
        bar_gap: Length,
        gap: Length,
        /// Above and below the whole.
        around: Length,
        stroke: Length,
        hatch: Length,
        title: PlainText,
        text: PlainText,
    }
}

part! {
    /// All measures of the layout.
    cited Measures {
        font: Font,
        page: Page,
        page_number: PageNumber,
        letterhead: Letterhead,
        title_block: TitleBlock,
        addressees: Addressees,
        legal_bases: LegalBases,
        authority: Authority,
        resolves: Resolves,
        body: Body,
        headings: Headings,
        table: Table,
        closing: Closing,
        annex: Annex,
        ballot: Ballot,
        volume: Volume,
        certificate: Certificate,
        chart: Chart,
    }
}

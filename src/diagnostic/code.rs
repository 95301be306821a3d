//! The numbers of findings, and their names in this program.

use std::fmt;

/// The stable number of a kind of finding, printed as `BC031`.
///
/// Up to 99 a code is a rule's over what a dossier says; from 100 on the finding is
/// about reading: 100 the file, 110 its shape, 120 characters, 130 narrative, 140
/// rosters and sheets. From 150 on they are numbered as they came. What each means
/// stands in [`crate::explain`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub u16);

/// Names the codes. This is the one list of them.
macro_rules! codes {
    ($($name:ident = $number:literal,)*) => {
        impl Code {
            $(
                #[doc = concat!("Number ", $number, "; its page says what it means.")]
                pub const $name: Code = Code($number);
            )*

            /// Every code that has a name, in their order.
            pub const ALL: &[Code] = &[$(Code::$name),*];
        }
    };
}

codes! {
    REFERENCE = 1,
    TERM_LENGTH = 2,
    TERM_SUCCESSION = 3,
    CONGRESS_ORDINAL = 4,
    REPORTED_SPAN = 5,
    CONGRESS_DATE = 6,
    DATE_ORDER = 7,
    PERIOD_ORDER = 8,
    DATE_OUTSIDE_PERIOD = 9,
    NUMBER_AND_DATE = 10,
    CONGRESS_NAME = 11,
    UPPER_CONGRESS_NAME = 12,
    NUMBER_PATTERN = 13,
    TWO_VALUES = 14,
    LUNAR_YEAR_NAME = 15,
    WHOLE_COUNT = 20,
    PART_OVER_WHOLE = 21,
    PARTS_SUM = 22,
    SUB_PARTS_SUM = 23,
    PAIR_SUM = 24,
    STOCK_FLOW = 25,
    STOCK_GROWTH = 26,
    KINDS_OF_UNITS = 27,
    LIST_LENGTH = 28,
    RATIO_RANGE = 30,
    STATED_PERCENT = 31,
    RATIO_BASE = 32,
    SHARES_SUM = 33,
    CLAIMED_ALL = 34,
    STATED_PLAN = 35,
    STATED_CHANGE = 36,
    HEDGE = 37,
    NESTED_TARGET = 38,
    BOUNDS = 39,
    TARGET_WITHOUT_TEXT = 40,
    TARGET_STATUS = 41,
    TARGET_UNIT = 43,
    YEARLY_RESULTS = 44,
    TARGET_DEADLINE = 45,
    TARGET_WITHOUT_RESULT = 46,
    ATTENDANCE_SUM = 50,
    CONGRESS_FORM = 53,
    QUORUM = 54,
    BALLOTS = 55,
    VOTES = 56,
    SEATS = 57,
    MAJORITY = 58,
    BODY_SIZE = 60,
    COMMITTEE_SIZE = 61,
    ALTERNATES = 63,
    OFFICERS = 64,
    TELLER_IS_CANDIDATE = 65,
    APPOINTED = 66,
    ADOPTION_SUM = 67,
    DAY_OF_MEETING = 68,
    AWARD_COUNT = 70,
    SUPPORT_PRODUCT = 71,
    AWARD_FORM = 73,
    AWARD_TWICE = 74,
    AWARD_PROPOSED = 75,
    AMOUNT_IN_WORDS = 79,
    MISSING_SECTION = 80,
    UNFIT_FOR_REGIME = 81,
    SIGNING_WORDS = 82,
    SIGNER = 83,
    RECIPIENTS = 84,
    PLACEHOLDER = 85,
    UNEXPLAINED_ABBREVIATION = 86,
    TYPED_NUMBER = 87,
    TWO_SPELLINGS = 88,
    REPEATED_PASSAGE = 89,
    WEEKDAY = 90,
    IMPOSSIBLE_DATE = 91,
    ANNIVERSARY = 92,
    LEFTOVER = 93,
    ENDED_BODY = 94,
    REPEALED_BASIS = 95,
    MONEY_SCALE = 96,
    PERCENT_AS_FRACTION = 97,
    BELOW_ASSIGNED = 98,
    JUMP = 99,
    UNREADABLE_FILE = 100,
    UNREADABLE_ENCODING = 101,
    YAML_SYNTAX = 102,
    REPEATED_KEY = 103,
    UNREAD_COMMENT = 104,
    OVERRIDE = 105,
    EMPTY = 110,
    UNKNOWN_KEY = 111,
    UNREADABLE_VALUE = 112,
    CONTROL_CHARACTER = 120,
    OLD_FONT = 121,
    LOOK_ALIKE = 122,
    SYMBOL_SPACING = 123,
    CAPITALS = 124,
    MISSPELT = 125,
    TYPED_QUOTES = 126,
    NOT_A_NAME = 131,
    UNCLOSED_BRACES = 132,
    UNSUPPORTED_MARKUP = 133,
    DEEP_LIST = 134,
    UNKNOWN_FIGURE = 136,
    ROSTER_ENTRY = 140,
    ROSTER_TWICE = 141,
    ROSTER_RELATION = 142,
    UNREADABLE_CELL = 143,
    TERM_AS_YEAR = 150,
    PERIOD_NAME = 151,
    DAY_AND_PLACE = 152,
    AWARDS_TOTAL = 153,
    ELECTED_BY_COMMITTEE = 154,
    PILED_MARKS = 155,
    STRAY_BRACES = 156,
    TYPED_SHARE = 157,
    MANGLED_TEXT = 158,
    DOUBLED_WORD = 159,
    DIRECTION = 160,
    UNPRINTED = 161,
    TAB = 162,
    MISSING_BLANK = 163,
    INDENT = 164,
    OPEN_QUOTE = 165,
    YAML_SIGN = 166,
    PAGE_MARKS = 167,
    PAGE_REPETITION = 168,
    PAGE_MARGINS = 169,
    PAGE_HEADING = 170,
    PAGE_ENDING = 171,
    PARTIAL_TOTAL = 172,
    UNREADABLE_FIGURE_CELL = 173,
    SEALED = 177,
    ISSUED_REPLACED = 178,
    TO_CONFIRM = 179,
    OUTLINE = 181,
    UNTITLED = 182,
    MISSING_NEED = 183,
    CATALOG_FIELD = 184,
    COLON_IN_SENTENCE = 187,
    SEVERAL_DOCUMENTS = 188,
    ACKNOWLEDGEMENT = 190,
    UNNAMED_ELECTION = 191,
    ROLLUP_MISSING = 200,
    ROLLUP_OTHER_PERIOD = 201,
    ROLLUP_FAULTY = 202,
    ROLLUP_IDENTITY = 203,
    ROLLUP_TWICE = 204,
    ROLLUP_STRANGER = 205,
    ROLLUP_UNFIT = 206,
    ROLLUP_NOUNS = 207,
    ROLLUP_JUMP = 208,
    ROLLUP_MONEY = 209,
    ROLLUP_OUTSIDE_PERIOD = 210,
    ROLLUP_LATEST = 211,
    ROLLUP_BESIDE = 212,
    ROLLUP_NOT_ASKED = 213,
    ROLLUP_NO_AMOUNT = 214,
    ROLLUP_PARTLY = 215,
    ROLLUP_NOT_IN_CATALOG = 216,
    ROLLUP_NOT_COMPARABLE = 217,
    ROLLUP_SUPERIOR = 218,
    ROLLUP_ASTRAY = 219,
    ROLLUP_LEFT_OUT = 220,
    ROLLUP_LATE = 221,
    ROLLUP_CHANGED = 222,
    ROLLUP_OWN_FIGURE = 223,
    ROLLUP_STALE = 224,
    BATCH_NO_ID = 225,
    BATCH_SAME_ID = 226,
    BATCH_FILE_NAME = 227,
    BATCH_MANIFESTS = 228,
}

impl From<u16> for Code {
    fn from(number: u16) -> Self {
        Code(number)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BC{:03}", self.0)
    }
}

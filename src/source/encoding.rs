//! Detection of files mangled as a whole: saved in another encoding, or typed in pre-Unicode
//! fonts.

use crate::diagnostic::{Code, Diagnostic};
use crate::vietnamese::{Slip, SlipKind, legacy_slips, mangled_slips};

use super::Node;

/// This many texts, if they are half of all, indicate that the whole file is mangled.
const WHOLE: usize = 5;

/// The only finding on a file most of whose texts are mangled, since its other faults follow
/// from that.
pub fn check_encoding(tree: &Node) -> Option<Diagnostic> {
    let (mut accented, mut mangled) = (0, 0);
    let mut first: Option<(Slip, &Node)> = None;
    tree.texts(&mut |_, node| {
        let text = node.text().unwrap_or_default();
        let slips = mangled_slips(text).into_iter().chain(legacy_slips(text));
        let slip = slips.min_by_key(|slip| slip.range.start);
        accented += usize::from(!text.is_ascii() || slip.is_some());
        if let Some(slip) = slip {
            mangled += 1;
            first.get_or_insert((slip, node));
        }
    });
    let (slip, node) = first.filter(|_| mangled >= WHOLE && mangled * 2 >= accented)?;
    let written = node.text()?.get(slip.range.clone())?;
    let (code, message) = match slip.kind {
        SlipKind::Tcvn3 => (Code::OLD_FONT, "gõ bằng phông cũ TCVN3 (.VnTime)"),
        SlipKind::Vni => (Code::OLD_FONT, "gõ bằng phông cũ VNI"),
        SlipKind::Lost => (Code::MANGLED_TEXT, "mất chữ có dấu, còn lại dấu ?"),
        _ => (Code::MANGLED_TEXT, "hỏng mã"),
    };
    let hint = match slip.suggestion.as_str() {
        "" => "mở tệp gốc, lưu lại bằng mã UTF-8".to_owned(),
        meant => {
            format!("mở tệp gốc, chuyển mã, lưu lại bằng UTF-8; “{written}” phải là “{meant}”")
        }
    };
    Some(
        Diagnostic::error(code, format!("Chữ trong cả tệp {message}, ví dụ “{written}”"))
            .at(node.place_in_text(slip.range))
            .with_hint(hint)
            .structural(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Limits, read_yaml};

    fn told(yaml: &str) -> Option<Code> {
        let (tree, _) = read_yaml("t", yaml.as_bytes(), Limits::default());
        check_encoding(&tree.expect("a tree")).map(|d| d.code)
    }

    #[test]
    fn a_file_that_is_mangled_throughout() {
        let lines = |text: &str| (0..6).map(|i| format!("k{i}: {text}\n")).collect::<String>();
        assert_eq!(told(&lines("tá»•ng káº¿t")), Some(Code::MANGLED_TEXT));
        assert_eq!(told(&lines("C«ng ®oµn")), Some(Code::OLD_FONT));
        assert_eq!(told(&lines("ho?t ??ng")), Some(Code::MANGLED_TEXT));
        assert_eq!(told(&lines("tổng kết")), None);
        let mixed = lines("tổng kết").replace('k', "a") + &lines("đoàn viên").replace('k', "b");
        assert_eq!(told(&(mixed + &lines("C«ng ®oµn"))), None);
    }
}

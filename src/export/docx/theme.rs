//! `word/theme/theme1.xml`: the theme that every file of Word's has. A paper is black
//! on white and in one font, so it says no more than it must.

use super::xml::Xml;

const NAMESPACE: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";

/// The theme's twelve colours.
const COLOURS: [(&str, &str); 12] = [
    ("dk1", "000000"),
    ("lt1", "FFFFFF"),
    ("dk2", "000000"),
    ("lt2", "FFFFFF"),
    ("accent1", "000000"),
    ("accent2", "000000"),
    ("accent3", "000000"),
    ("accent4", "000000"),
    ("accent5", "000000"),
    ("accent6", "000000"),
    ("hlink", "000000"),
    ("folHlink", "000000"),
];

pub fn theme() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("a:theme", &[("xmlns:a", NAMESPACE), ("name", "baocao")], |xml| {
        xml.element("a:themeElements", &[], |xml| {
            xml.element("a:clrScheme", &[("name", "baocao")], |xml| {
                for (name, value) in COLOURS {
                    xml.element(&format!("a:{name}"), &[], |xml| {
                        xml.leaf("a:srgbClr", &[("val", value)]);
                    });
                }
            });
            xml.element("a:fontScheme", &[("name", "baocao")], |xml| {
                for fonts in ["a:majorFont", "a:minorFont"] {
                    xml.element(fonts, &[], |xml| {
                        xml.leaf("a:latin", &[("typeface", super::FONT)]);
                        xml.leaf("a:ea", &[("typeface", "")]);
                        xml.leaf("a:cs", &[("typeface", "")]);
                    });
                }
            });
            xml.element("a:fmtScheme", &[("name", "baocao")], formats);
        });
    });
    xml.finish()
}

/// Three of each kind, as the format wants.
fn formats(xml: &mut Xml) {
    let fill = |xml: &mut Xml| {
        xml.element("a:solidFill", &[], |xml| xml.leaf("a:schemeClr", &[("val", "phClr")]));
    };
    xml.element("a:fillStyleLst", &[], |xml| (0..3).for_each(|_| fill(xml)));
    xml.element("a:lnStyleLst", &[], |xml| {
        (0..3).for_each(|_| xml.element("a:ln", &[("w", "6350")], fill));
    });
    xml.element("a:effectStyleLst", &[], |xml| {
        (0..3).for_each(|_| {
            xml.element("a:effectStyle", &[], |xml| xml.leaf("a:effectLst", &[]));
        });
    });
    xml.element("a:bgFillStyleLst", &[], |xml| (0..3).for_each(|_| fill(xml)));
}

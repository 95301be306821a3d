//! `word/settings.xml` and `word/fontTable.xml`.

use super::xml::Xml;

/// Settings for Word: opened as a file of the current version.
pub fn settings() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:settings", &[("xmlns:w", super::MAIN_NAMESPACE)], |xml| {
        xml.leaf("w:zoom", &[("w:percent", "100")]);
        xml.value("w:defaultTabStop", "720");
        xml.value("w:characterSpacingControl", "doNotCompress");
        xml.element("w:compat", &[], |xml| {
            let schema = "http://schemas.microsoft.com/office/word";
            let setting = [("w:name", "compatibilityMode"), ("w:uri", schema), ("w:val", "15")];
            xml.leaf("w:compatSetting", &setting);
        });
        xml.leaf("w:themeFontLang", &[("w:val", "vi-VN")]);
        xml.value("w:decimalSymbol", ",");
        xml.value("w:listSeparator", ";");
    });
    xml.finish()
}

/// The only font, with its substitutes.
pub fn fonts() -> Vec<u8> {
    let mut xml = Xml::new();
    xml.element("w:fonts", &[("xmlns:w", super::MAIN_NAMESPACE)], |xml| {
        xml.element("w:font", &[("w:name", super::FONT)], |xml| {
            xml.value("w:altName", "Liberation Serif");
            xml.value("w:panose1", "02020603050405020304");
            xml.value("w:charset", "A3");
            xml.value("w:family", "roman");
            xml.value("w:pitch", "variable");
        });
    });
    xml.finish()
}

//! Word files as they come from anybody: read, taken apart, turned into a dossier,
//! held against the decree's form.

#[path = "../support/desk.rs"]
mod desk;
mod form;
mod hands;
mod hostile;
mod made;
mod mutants;
mod parts;
mod reading;
mod starter;

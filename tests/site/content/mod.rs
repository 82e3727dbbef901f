//! What the site teaches: whole, true when it is executed, linked to places that exist, and strict with its authors.

mod broken;
mod decide;
mod links;
mod live;
mod sections;
mod watched;

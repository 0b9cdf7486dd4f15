//! The risk pictures: which there are, and each as the board decided it. The parts that a revision shows in the same way
//! stand here too.

mod above;
mod decision;
mod detail;
mod documents;
mod forms;
mod leafing;
mod lines;
mod list;
mod matrix;
mod risks;
mod slots;
mod spot;
mod state;

pub use above::Above;
pub use decision::{DecisionFacts, decision_line};
pub use detail::PicturePage;
pub use documents::Documents;
pub use forms::{Forms, MatterFold};
pub use leafing::Leafing;
pub use list::{PictureListPage, new_revision};
pub use matrix::BoardMatrix;
pub use spot::{CountTag, SpotMove, SpotScore, count_icon};
pub use state::{PictureTag, state_code};

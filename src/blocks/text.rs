//! Text dump to blocks.
use super::Blocks;
/// Cuts a text dump into blocks.
pub fn segment(_page: &str, _max_blocks: usize, out: &mut Blocks) {
    out.clear();
}

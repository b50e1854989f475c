//! The tabs AutoBolt drives.

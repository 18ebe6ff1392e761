//! An invented Czech town from a seed: streets, addresses, territories, stations and posts.

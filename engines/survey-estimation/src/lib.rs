//! What does the city feel, and how sure are we? Design-based estimation from survey data.

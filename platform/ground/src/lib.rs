//! What a module stands on and what it hands to the application: the Module value.

//! Page frame, forms, tables, translations, error pages, API conventions, security headers.

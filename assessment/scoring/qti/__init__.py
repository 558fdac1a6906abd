"""Response and template processing of QTI items: an interpreter of the specification."""

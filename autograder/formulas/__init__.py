"""The graded functions: one folder a chapter, one file a formula."""

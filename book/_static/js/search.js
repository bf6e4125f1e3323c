// Before Sphinx's search tools: what they take for granted, and a site on file:// lacks.
var SPHINX_HIGHLIGHT_ENABLED = false;
// Summaries are read from the pages found, which a browser refuses on file://.
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;
DOCUMENTATION_OPTIONS.ENABLE_SEARCH_SHORTCUTS = false;

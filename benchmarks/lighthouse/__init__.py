"""The built site measured by Lighthouse."""

"""The students' feedback pages: graded notebooks as HTML, with no active content in them."""

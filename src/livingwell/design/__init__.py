"""How everything looks and speaks: fields, components, layouts; knows no domain word."""

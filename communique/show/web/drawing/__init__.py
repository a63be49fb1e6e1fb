"""Pictures as numbers: views -> places on a sheet, which the templates turn into SVG that needs no script."""

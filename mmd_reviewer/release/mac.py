"""What macOS is told of the program."""

ABOUT = {
    "CFBundleDisplayName": "MMD Reviewer",
    "LSApplicationCategoryType": "public.app-category.business",
    "LSMinimumSystemVersion": "12.0",
    "NSHighResolutionCapable": True,
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": "Pack of cases of MMD Reviewer",
            "CFBundleTypeExtensions": ["mmdpack"],
            "CFBundleTypeRole": "Editor",
        }
    ],
}

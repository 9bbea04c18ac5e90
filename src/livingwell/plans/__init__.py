"""What a person wants and how they go about it, in their own words: plan, wheel, aspirations, goals, safety plan."""

"""The pages that gather the rooms: My page, Today, a person's page; settings and wiring."""

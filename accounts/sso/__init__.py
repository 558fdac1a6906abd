"""A city's or an institution's single sign-on over OpenID Connect."""

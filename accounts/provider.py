"""Where allauth looks for the providers of an application."""

from accounts.sso.provider import SsoProvider

provider_classes = [SsoProvider]

from communique.record.document import Page
from communique.record.outcome import Refusal


def admit(page: Page) -> Refusal | None:
    return None

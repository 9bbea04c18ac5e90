"""Sign-in codes go through post, like everything that is sent."""

from uuid import uuid4

from django.core.mail.backends.base import BaseEmailBackend

from livingwell.post import actions as post


class PostBackend(BaseEmailBackend):
    """Hands each email over to post, which queues and retries it."""

    def send_messages(self, email_messages):
        for message in email_messages:
            for to in message.to:
                post.hand_over(
                    id=uuid4(),
                    transport="email",
                    to=to,
                    sender=message.from_email,
                    subject=message.subject,
                    body=message.body,
                )
        return len(email_messages)

"""The page Publish: who is told what, mails and what became of them, answers, history."""

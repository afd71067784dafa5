${text.subject}

${text.thanks}

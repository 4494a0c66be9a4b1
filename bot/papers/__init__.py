"""What the papers of a deal say: certificate, receipt, invoices. Words only; the printer decides how they look."""

# Beträge in der Währung, die jemand gewählt hat, ungefähr.
about-amount = ≈ { $amount } zum Kurs des Betreibers vom { $day }; gezahlt wird in { $currency }.

# Importes en la moneda que alguien eligió, aproximadamente.
about-amount = ≈ { $amount } al tipo de cambio del operador del { $day }; se paga en { $currency }.

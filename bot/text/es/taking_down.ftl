# Anuncios denunciados que los moderadores retiran.
button-take-down = Retirar el anuncio
button-put-back = Restablecer el anuncio
take-down-ask = ¿Por qué se retira el anuncio? El vendedor conocerá este motivo. Las operaciones en curso siguen.
report-taken-down = Retirado: { $reason }
listing-taken-down = Un moderador retiró este anuncio: { $reason }. Los compradores ya no lo encuentran; las operaciones en curso siguen.
listing-is-taken-down = retirado
taken-down-forbidden = Este producto no se puede vender aquí
taken-down-misleading = La descripción es engañosa
taken-down-counterfeit = Falsificación o marca ajena
taken-down-outside = Elude el pago protegido
taken-down-other = Contra las normas de este mercado
listing-note-taken-down = Un moderador retiró su anuncio «{ $listing }»: { $reason }. Ya nadie lo encuentra ni puede hacer ofertas, y solo los moderadores pueden restablecerlo. Las operaciones en curso siguen.
listing-note-put-back = Un moderador restableció su anuncio «{ $listing }» tal como estaba.
button-see-listing = Ver el anuncio
error-taken-down = Un moderador retiró este anuncio. Solo los moderadores pueden restablecerlo.

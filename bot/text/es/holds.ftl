# Una operación mientras los moderadores retienen a una de las empresas por su nombre.
deal-held-talks = El nombre de { $name } se presta a confusión y los moderadores lo están revisando. Hasta que decidan, aquí no se puede ofertar ni aceptar nada; usted puede rechazar, retirar o dar por terminada la negociación en cualquier momento.
deal-held-pay = El nombre de { $name } se presta a confusión y los moderadores lo están revisando. Hasta que decidan, no puede pedirle el pago. Asegúrese de con quién trata antes de pagar.
deal-held-on = El nombre de { $name } se presta a confusión y los moderadores lo están revisando. Esta operación sigue según lo acordado y el dinero retenido no se toca. Asegúrese de con quién trata.
notice-other-held = El nombre de la otra parte se presta a confusión y los moderadores lo están revisando. Asegúrese de con quién trata; la ficha dice qué sigue y qué espera.
notice-other-released = Los moderadores han revisado el nombre de la otra parte: esta operación sigue sin restricciones.

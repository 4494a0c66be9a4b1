# Lo que se rechaza o se limita para proteger a las personas.
problem-mixed-letters = No sirve como nombre: «{ $word }» mezcla letras parecidas de alfabetos distintos. Escríbalo en un solo alfabeto.
problem-name-of-the-market = Podría confundirse con el propio mercado. Use, por favor, el nombre por el que se le conoce.
error-enough-saved = Tiene { $most } búsquedas guardadas, que es el máximo. Elimine una primero.
export-newest = Estos son los más recientes de sus { $all } tratos. El operador de este mercado puede entregárselos todos.
told-audit-checkpoint = Para su archivo, no hay nada que hacer: el registro de auditoría tiene { $count } entradas y termina en { $sha256 }. Quien altere después el registro no podrá alterar este mensaje.

import type { Lexicon } from './lexicon.ts';

export const spanish: Lexicon = {
  filler:
    'el|la|los|las|un|una|por favor|favor|mi|mis|nuestro|nuestra|nuestros|nuestras|su|sus|' +
    'tambien|ya|que|inmediatamente|enseguida|ahora|hola|automaticamente|aqui|¡|¿|lo|' +
    'al instante|en seguida',
  wish:
    'quiero|quiero que|quisiera que|me gustaria que|necesito que|crea una regla|' +
    'crea una regla:|haz una regla|puedes|podrias|crea una automatizacion|crea una alerta|' +
    'quisiera|necesito|pon una regla|regla',
  when:
    'cuando|si|cada vez que|siempre que|en cuanto|tan pronto como|en caso de que|apenas|' +
    'siempre y cuando',
  next: 'entonces|pues|,|y entonces',
  if: 'si|y si|solo si|pero solo si|siempre que|y solo si|cuando',
  unless: 'a menos que|salvo que|salvo si|excepto si|excepto cuando|pero no si',
  except:
    'excepto|salvo|menos|pero no|a excepcion de|excepto en|salvo en|excepto los|salvo los|' +
    'pero no en|pero no los',
  and: 'y|e|y tambien|y ademas|ademas',
  or: 'o|u|o bien',
  both: 'tanto',
  only: 'solo|solamente|unicamente|nada mas|tan solo',
  of: 'de|del|de la|de los|de las|con|para|sobre',
  in: 'en|del|de|en el|en la',
  on: 'en|por|de|del',
  from: 'de|desde|del|en|por|de la',
  to: 'a|al|a la|a los|a las|para|hacia|en|en el',
  via: 'por|via|mediante|a traves de',
  fromPlace: 'de|desde|del',
  placeNoun: 'almacen|tienda|deposito|ubicacion|bodega|local|sede',
  shopNoun: 'tienda|canal|cuenta|web|tienda online',
  anySku:
    'cualquier producto|cualquier articulo|cualquier sku|algun producto|algun articulo|' +
    'un producto|un articulo|cada producto|todos los productos|algo|cualquier cosa|algun sku|' +
    'un sku|todos los sku|todos los articulos|productos|articulos|cualquiera|' +
    'cualquiera de los productos|cada sku|cada articulo|producto|articulo',
  each: 'cualquier|cada|todos los|todas las|algun|alguna|cualquiera de los|cualquiera de las',
  skuNoun: 'producto|articulo|sku|productos|articulos|codigo',
  theSku:
    'lo|la|ese producto|el producto|este producto|ese articulo|el articulo|los|las|ese sku|' +
    'el sku',
  itsSku: 'su|sus|de ese producto|del producto',
  category: 'categoria|la categoria|de la categoria|seccion',
  tag:
    'con la etiqueta|etiquetado|etiquetados|etiquetado como|con etiqueta|etiquetados como|' +
    'etiquetados con|etiqueta',
  stock:
    'stock|existencias|inventario|las existencias|el stock|el inventario|cantidad|' +
    'nivel de stock|unidades en stock|numero de unidades',
  available: 'disponible|disponibles|stock disponible|unidades disponibles|disponibilidad',
  onHand: 'fisico|stock fisico|en mano|existencias fisicas|unidades fisicas',
  unit: 'unidades|unidad|piezas|pieza|uds|ud|articulos|productos|u',
  left: 'restantes|en stock|disponibles|en existencias|en el almacen',
  thereIs:
    'hay|queda|quedan|quede|queden|tenemos|tengamos|haya|nos quedan|nos quede|nos queden|' +
    'me quedan|tiene|tenga|nos queda',
  everywhere: 'en total|en todos los almacenes|en conjunto|entre todos',
  falls:
    'baja|baje|cae|caiga|desciende|descienda|disminuye|disminuya|bajan|bajen|caen|caigan|' +
    'se reduce|se reduzca',
  rises: 'sube|suba|aumenta|aumente|supera|supere|crece|crezca|suben|suban|pasa|pase',
  moves: 'llega|llegue|es|sea|esta|este|pasa|pase|queda|quede|se queda|se quede|quedan|queden',
  is:
    'es|sea|esta|este|tiene|tenga|son|sean|hay|haya|queda|quede|quedan|queden|vale|valga|' +
    'nos queden|nos quedan|tenemos|tengamos|es de|sea de|estan|esten',
  below:
    'por debajo de|menos de|inferior a|menor que|menor de|bajo|de menos de|menos que|menor a|' +
    'debajo de|de|a menos de|inferiores a|por debajo de las',
  above:
    'por encima de|mas de|superior a|mayor que|mayor de|mas que|mayor a|supera|supere|' +
    'superan|de mas de|los|las|superiores a|superando|superen|encima de',
  atMost: 'como maximo|maximo|no mas de|como mucho|menor o igual a|igual o menor que|hasta',
  atLeast:
    'al menos|como minimo|minimo|no menos de|por lo menos|de al menos|mayor o igual a|' +
    'a partir de|igual o mayor que|de por lo menos',
  orLess: 'o menos|o inferior|o por debajo|como maximo|como mucho',
  orMore: 'o mas|o superior|o por encima|como minimo|al menos',
  reaches:
    'llega a|llegue a|alcanza|alcance|baja a|baje a|baja hasta|baje hasta|cae a|caiga a|' +
    'llegan a|lleguen a|quede en|queda en|se quede en|queden en|llega a tener|solo queden|' +
    'solo quedan|solo nos queden',
  risesTo: 'sube a|suba a|sube hasta|suba hasta|aumenta a|aumente a',
  outOfStock:
    'se agote|se agota|se agoten|se agotan|agotado|agotada|se acaba|se acabe|se acaben|' +
    'se acaban|se quede sin stock|se queda sin stock|este agotado|esta agotado|sin stock|' +
    'sin existencias|no quede stock|no queda stock|no queden|no quedan|llega a cero|' +
    'llegue a cero|llega a 0|llegue a 0|no haya stock|no hay stock|se quede a cero|' +
    'se quede sin existencias|se termine|se termina|queden cero|queden 0|se terminen|' +
    'nos quedemos sin|quede sin stock|no quede ninguna|no quede ninguno|no queden unidades|' +
    'este agotada|nos quedamos sin|quede agotado',
  backInStock:
    'vuelva a estar disponible|vuelve a estar disponible|vuelva a haber stock|' +
    'vuelve a haber stock|vuelva a tener stock|vuelve a tener stock|este de nuevo disponible|' +
    'este disponible de nuevo|vuelva al stock|vuelva|vuelve|haya de nuevo|vuelva a haber|' +
    'vuelvan a estar disponibles|vuelve a estar en stock|vuelva a estar en stock|' +
    'vuelvan a estar en stock|de nuevo en stock|este de nuevo en stock|' +
    'vuelva a entrar en stock|tenga stock de nuevo|vuelvan',
  tell:
    'avisa a|avisar a|notifica a|avisale a|dile a|informa a|manda un mensaje a|' +
    'envia un mensaje a|escribe a|avise a|avisad a|notificar a|alerta a|diselo a|comunica a|' +
    'escribele a|avisa|notifica|manda un aviso a|envia un aviso a|manda una alerta a|' +
    'envia una alerta a|manda una notificacion a|envia una notificacion a|notificale a|' +
    'informale a|recuerda a|avise|avisen a|mandale un mensaje a|enviale un mensaje a|' +
    'mandale un aviso a',
  tellMe:
    'avisame|notificame|dimelo|dime|mandame un mensaje|enviame un mensaje|mandame un aviso|' +
    'enviame un aviso|quiero saberlo|que me avises|avisarme|mandame una alerta|' +
    'enviame una alerta|quiero un aviso|avisame a mi|informame|alertame|escribeme|' +
    'quiero que me avises|me avisas|me avises|avisenos|avisanos|notificanos|' +
    'mandame una notificacion|enviame una notificacion|notificarme|hazmelo saber|' +
    'me gustaria saberlo|avisadme|dinos|me lo dices',
  give:
    'manda|envia|mandame|enviame|publica|pon|mandar|enviar|escribe|deja|mandale|enviale|' +
    'manda a|envia a|pasame|dame',
  message: 'mensaje|un mensaje|aviso|un aviso|alerta|notificacion|una alerta|una notificacion|nota',
  me: 'mi|a mi|me|nosotros|nos',
  team: 'equipo|grupo|canal',
  roleTeam: 'equipo',
  roleManager: 'encargados|encargado|gerentes|gerente|los encargados',
  roleOwner: 'dueno|duena|propietario|propietaria|el dueno|la duena|jefe',
  roleWarehouse: 'almacen|gente del almacen|equipo del almacen|los del almacen|personal de almacen',
  saying: 'diciendo|que diga|con el mensaje|con el texto|que ponga',
  order:
    'pedido|pedidos|un pedido|un nuevo pedido|nuevo pedido|cada pedido|algun pedido|' +
    'cualquier pedido|cada nuevo pedido|un pedido nuevo|pedido nuevo|una compra|compra',
  arrives:
    'llega|llegue|entra|entre|lleguen|llegan|se recibe|se reciba|recibimos|recibamos|' +
    'tengamos|haya|hay|se haga|nos llega|nos llegue|nos entra|nos entre|entren|se realice|' +
    'se realiza|reciba|haga',
  orders:
    'alguien pide|alguien pida|un cliente pide|un cliente pida|alguien compra|alguien compre|' +
    'un cliente compra|un cliente compre',
  cancelled:
    'se cancela|se cancele|cancelado|cancelacion|cancelan|cancelen|cancela|cancele|' +
    'se cancela un pedido|se cancele un pedido|un cliente cancela|un cliente cancele|' +
    'una cancelacion|se anula|se anule|sea cancelado|es cancelado|cancelen un pedido|' +
    'haya una cancelacion',
  returned:
    'devuelve|devuelva|devuelven|devuelvan|devolucion|se devuelve|se devuelva|una devolucion|' +
    'llega una devolucion|llegue una devolucion|haya una devolucion|hay una devolucion|' +
    'un cliente devuelve|un cliente devuelva|entre una devolucion|entra una devolucion|' +
    'devoluciones|cliente devuelva',
  shortage:
    'falte stock|falta stock|no se pueda cubrir|no se puede cubrir|sobreventa|' +
    'haya una sobreventa|no podamos servir|no podemos servir|falten unidades|' +
    'no haya suficiente stock|no haya stock suficiente|no se pueda servir|vendamos de mas|' +
    'vendamos mas de lo que tenemos|rotura de stock|haya una rotura de stock|' +
    'no podamos cubrir|falten existencias',
  worth:
    'por valor de|con valor|de valor|valor|por un importe de|por importe de|con un importe|' +
    'con un valor|con un total|de un total|total|importe|por|el importe|el valor|' +
    'cuyo importe|cuyo valor|de|valga',
  orderLink: 'con|de|que|por|para|que sea|del|con un|que venga|sea|que va|que vaya',
  shipsTo:
    'con destino a|para|a|que va a|que vaya a|hacia|enviado a|con envio a|destinado a|' +
    'que se envia a|que se envie a|vaya a|va a|con destino',
  contains:
    'contenga|contiene|incluya|incluye|con|de|que contenga|que incluya|lleve|que lleve|tenga',
  price: 'precio|el precio|precios|un precio|su precio|el precio de|precio de',
  changes: 'cambia|cambie|cambian|cambien|se modifica|se modifique|cambiado|se cambie|varie|varia',
  priceUp: 'sube|suba|aumenta|aumente|suben|suban|se sube|se suba|se incremente',
  priceDown: 'baja|baje|cae|caiga|bajen|se rebaja|se rebaje|disminuya|se baje',
  by: 'en|un|por',
  setTo: 'pon|cambia|ajusta|fija|establece|deja|ponlo|poner|cambialo|ponle|pon el',
  raise: 'sube|aumenta|subir|incrementa|subele|subelo',
  lower: 'baja|reduce|rebaja|bajar|disminuye|bajale|bajalo',
  priceTo: 'a|en|hasta',
  pause:
    'pausa|pausar|desactiva|retira|oculta|quita|deten|detener|pausalo|pausala|pausalos|' +
    'deja de vender|para|desactivalo|retiralo|quitalo|suspende|suspendelo|ocultalo|' +
    'pausa la venta de|quitala|pausa el anuncio de|pon en pausa|ponlo en pausa|' +
    'pausa el producto',
  resume:
    'reanuda|reanudar|reactiva|activa|vuelve a activar|vuelve a vender|reactivalo|reactivala|' +
    'reanudalo|activalo|publicalo de nuevo|vuelve a publicar|vuelve a ponerlo a la venta|' +
    'ponlo de nuevo a la venta|quita la pausa de|activala',
  listingNoun:
    'anuncio|publicacion|anuncios|publicaciones|un anuncio|una publicacion|el anuncio|' +
    'la publicacion|ficha|algun anuncio',
  isPaused:
    'se pausa|se pause|se pausen|este pausado|esta pausado|se desactiva|se desactive|' +
    'se detenga|quede en pausa|se ponga en pausa|pausado',
  everyShop:
    'en todas partes|en todas las tiendas|en todos los canales|en todos lados|' +
    'de todas partes|de todas las tiendas',
  purchase:
    'pide|encarga|crea un pedido de compra|crea un pedido de compra de|' +
    'haz un pedido de compra|haz un pedido de compra de|prepara un pedido de compra|' +
    'prepara un pedido de compra de|compra|repon|crea una orden de compra|' +
    'crea una orden de compra de|prepara una orden de compra|prepara una orden de compra de|' +
    'haz una orden de compra|redacta un pedido de compra|borrador de pedido de compra|' +
    'crea un borrador de pedido de compra|crea un borrador de compra|' +
    'haz un borrador de pedido de|haz un borrador de pedido|' +
    'crea un borrador de pedido de compra de|haz un pedido de|pide al proveedor',
  task:
    'crea una tarea|crear una tarea|anade una tarea|haz una tarea|deja una tarea|' +
    'pon una tarea|tarea|nueva tarea|crea la tarea|apunta una tarea',
  titled: 'que diga|llamada|:|para|titulada|con el titulo',
  move: 'mueve|traslada|transfiere|envia|pasa|manda|lleva|trae|mover|trasladar',
  addUnits: 'suma|anade|agrega|ingresa',
  removeUnits: 'resta|quita|descuenta|da de baja|retira',
  safetyNoun:
    'stock de seguridad|reserva|de reserva|el stock de seguridad|colchon|de seguridad|' +
    'de colchon',
  keep: 'guarda|reserva|mantener|manten|deja',
  every: 'cada|todos los|todas las|los|las',
  daily: 'todos los dias|cada dia|diariamente|a diario|todos los dias del ano|diario',
  everyMorning: 'cada manana|todas las mananas|por las mananas',
  everyEvening: 'cada tarde|todas las tardes|por las tardes',
  everyNight: 'cada noche|todas las noches|por las noches',
  weekdays:
    'dias laborables|dia laborable|entre semana|dias habiles|dia habil|dias de semana|' +
    'de lunes a viernes|dias de diario|laborables|dia entre semana',
  weekends: 'fines de semana|fin de semana|los fines de semana|el fin de semana',
  onDay: 'los|el|en|cada|durante',
  atTime: 'a las|a la|a|sobre las|a eso de las',
  morning: 'de la manana|por la manana|manana',
  afternoon: 'de la tarde|por la tarde',
  evening: 'de la tarde|de la noche',
  night: 'de la noche|por la noche',
  noon: 'mediodia|a mediodia|al mediodia',
  midnight: 'medianoche|a medianoche',
  oclock: 'h|horas|en punto|hrs',
  hourly: 'cada hora|a cada hora',
  rangeFrom: 'de|desde|desde las|de las|entre|entre las|del',
  rangeTo: 'a|hasta|hasta las|a las|al',
  between: 'entre|entre las',
  betweenBehind: 'horas|h',
  windowLink: 'de|entre|,|en|los|las',
  firstOfMonth:
    'el primer dia de cada mes|el primer dia del mes|el primero de cada mes|' +
    'cada primero de mes|cada primero del mes|el dia uno de cada mes|primer dia de cada mes|' +
    'primero de cada mes|a primeros de mes|el primer dia de mes',
  ofMonth: 'de cada mes|del mes|cada mes|todos los meses',
  report:
    'informe|reporte|resumen|informe de ventas|resumen de ventas|reporte de ventas|' +
    'el informe|el resumen',
  salesAlone: 'ventas',
  stockReport:
    'informe de stock|informe de existencias|resumen de stock|reporte de stock|' +
    'informe de inventario|informe del stock|lista de stock|lista de existencias',
  lowReport:
    'informe de stock bajo|lista de stock bajo|informe de existencias bajas|' +
    'lista de existencias bajas|reporte de stock bajo',
  today: 'de hoy|del dia|diario|diaria|hoy',
  yesterday: 'de ayer|ayer|del dia anterior',
  week: 'semanal|de la semana|de esta semana|de la semana pasada',
  month: 'mensual|del mes|de este mes|del mes pasado',
  onlyOnce:
    'solo una vez|una sola vez|una unica vez|solo la primera vez|la primera vez|una vez|' +
    'unicamente una vez|solo esta vez|y ya esta|y no mas',
  whenOnce: 'la proxima vez que|la primera vez que|solo la proxima vez que|solo la primera vez que',
  atMostOnce:
    'como maximo una vez|como mucho una vez|maximo una vez|no mas de una vez|maximo|' +
    'como mucho|no mas de|solo una vez|una vez como maximo|pero como maximo una vez|' +
    'una sola vez',
  onceWord: 'una vez|una sola vez',
  per: 'al|por|cada|a la',
  atMostBehindTime: 'como maximo|como mucho|maximo|y no mas',
  sells: 'se venden|se vendan|se vende|se venda|vendemos|vendamos|venda|vende|vendan',
  notSold:
    'no se venda|no se vende|no se ha vendido|no se haya vendido|sin ventas|sin vender|' +
    'sin venderse|no se vendan|no tenga ventas|no haya ventas|lleve sin venderse|' +
    'lleve sin vender|no se hayan vendido|no haya ventas de|lleve sin ventas',
  within: 'en|dentro de|durante|en menos de',
  for: 'durante|en|desde hace|por|para',
  lasts:
    'alcance para|alcanza para|dure|dura|quede para|queda para|cubra|alcance solo para|' +
    'solo alcance para|llegue para',
  cover: 'de cobertura|de stock|de existencias|dias de cobertura|cobertura',
  spikes:
    'se dispare|se dispara|se disparen|se disparan|haya un pico de ventas|' +
    'se venda de forma inusual|pico de ventas|haya un pico|haya un pico de pedidos|' +
    'suban de golpe|se venda mucho mas de lo normal',
  spikeNoun: 'ventas|pedidos|demanda|las ventas|los pedidos|la demanda',
  fails:
    'falla|falle|fallan|fallen|es rechazada|sea rechazada|se rechaza|se rechace|rechaza|' +
    'rechace|no se acepte|sea rechazado|de error|falla una actualizacion|' +
    'falle una actualizacion|rechace una actualizacion|rechaza una actualizacion',
  updateNoun:
    'actualizacion|una actualizacion|actualizaciones|envio|alguna actualizacion|' +
    'la sincronizacion',
  otherPrice:
    'difiere|difiera|es distinto|sea distinto|no coincide|no coincida|es diferente|' +
    'sea diferente|muestre otro precio|muestra otro precio|muestre un precio distinto|' +
    'muestra un precio distinto|tenga otro precio|muestre un precio diferente|que el nuestro|' +
    'del nuestro|al nuestro|tenga un precio distinto|muestre un precio equivocado',
  otherStock:
    'difiere|difiera|no coincide|no coincida|muestre otro stock|muestra otro stock|' +
    'muestre un stock distinto|muestra un stock distinto|que el nuestro|del nuestro|' +
    'al nuestro|muestre un stock diferente|sea distinto',
  anyShop: 'una tienda|alguna tienda|cualquier tienda|un canal|algun canal|cualquier canal',
  itIs: 'es|sea|hoy es',
  isNot: 'no es|no sea|no este|no',
  not: 'no',
  theOrder: 'el pedido|es|sea',
  also: 'tambien|ademas',
  onIt: 'en el pedido|de una vez|de golpe|a la vez|en un solo pedido',
  withUnits: 'con|de',
  officeHours: 'horario de oficina|horario laboral|horario comercial|horas de oficina',
  outside: 'fuera de|fuera del',
  afterTime: 'despues de las|despues de la|a partir de las|desde las|pasadas las|a partir de la',
  beforeTime: 'antes de las|antes de la|hasta las',
  inLast: 'en las ultimas|en los ultimos|en la ultima|en el ultimo|en la ultima hora',
  costs: 'cuesta|cueste|precio|vale|valga|con precio|cuesten',
  have: 'ha|han|se han|se ha',
  soldPast: 'vendido|vendidos|vendidas|ventas|se han vendido|se ha vendido',
  daysOfCover: 'dias de cobertura|los dias de cobertura|cobertura|la cobertura',
  amends: 'no|mejor|perdon|no,|espera|quise decir',
  makeIt: 'que sea|que sean|pon|ponlo en|cambialo a|hazlo',
  instead: 'mejor|en su lugar|en vez',
  alsoDo: 'tambien|y tambien|ademas',
};

import { errorClass } from '../../core/base/errors.ts';

/** What belongs to a message could not be had; the message comes again. */
export class NotFetched extends errorClass('whatsapp_not_fetched', 'later') {}

/** Who works in the shop, from all rights to none but to look. */
export const STAFF_ROLES = ["owner", "manager", "fulfilment", "support", "read_only"] as const;

export type StaffRole = (typeof STAFF_ROLES)[number];

export const isStaffRole = (value: unknown): value is StaffRole => STAFF_ROLES.some((role) => role === value);

/** What somebody may do in the desk, and who may. The only table of rights: pages and calls ask `hasRight`. */
const RIGHTS = {
  /** Look at orders, payments and parcels. */
  "orders.read": ["owner", "manager", "fulfilment", "support", "read_only"],
  /** Take many people's data out at once. */
  "orders.export": ["owner", "manager"],
  /** Notes, tags, addresses, and e-mails sent again. */
  "orders.edit": ["owner", "manager", "fulfilment", "support"],
  "orders.send": ["owner", "manager", "fulfilment"],
  /** Print slips and invoices; an invoice is issued when it is first printed. */
  "orders.print": ["owner", "manager", "fulfilment", "support"],
  /** Put orders together for shoppers, and ask for their payment. */
  "orders.draft": ["owner", "manager", "support"],
  /** Cancel, capture, and answer what needs a person. */
  "orders.decide": ["owner", "manager", "support"],
  /** Give money back. */
  "orders.refund": ["owner", "manager", "support"],
  /** Answer a bank about a payment, or accept that it takes the money. */
  "disputes.answer": ["owner", "manager", "support"],
  /** Look at goods, their stock, and discounts. */
  "goods.read": ["owner", "manager", "fulfilment", "support", "read_only"],
  /** Words, pictures, prices, and when goods are on sale. */
  "goods.edit": ["owner", "manager"],
  /** Say how many pieces there are. */
  "stock.count": ["owner", "manager", "fulfilment"],
  /** Make discounts, change and end them. */
  "discounts.edit": ["owner", "manager"],
  /** Look at shoppers' accounts. */
  "people.read": ["owner", "manager", "support"],
  /** Give a tier, and put into groups. */
  "people.edit": ["owner", "manager"],
  /** Stop somebody's news, as they ask. */
  "people.withdraw": ["owner", "manager", "support"],
  /** Take out all that is known of somebody, for them, and who agreed to news. */
  "people.export": ["owner", "manager"],
  "people.erase": ["owner", "manager"],
  /** Payouts, statements, the tax report, and what differs from Stripe. */
  "books.read": ["owner", "manager"],
  /** Read Stripe's books now, and repair what differs. */
  "books.repair": ["owner", "manager"],
  /** How sales go. */
  "reports.read": ["owner", "manager", "read_only"],
  /** See what failed behind the scenes. */
  "system.read": ["owner", "manager", "support"],
  "system.retry": ["owner", "manager"],
  /** See what the shop is set to. */
  "settings.read": ["owner", "manager"],
  /** Change what the shop is set to: its face, its rules, where it delivers. */
  "settings.edit": ["owner", "manager"],
  /** What is one's own: name, language, recovery codes. */
  own: ["owner", "manager", "fulfilment", "support", "read_only"],
  "staff.manage": ["owner"],
  "audit.read": ["owner", "manager"],
} as const satisfies Record<string, readonly StaffRole[]>;

export type Right = keyof typeof RIGHTS;

export const RIGHT_NAMES = Object.keys(RIGHTS) as Right[];

export function hasRight(role: StaffRole, right: Right): boolean {
  const roles: readonly StaffRole[] = RIGHTS[right];
  return roles.includes(role);
}

/** Every change that somebody can make in the desk. Each has a text in `desk.audit.actions`. */
export type AuditAction =
  | "order.note"
  | "order.tag"
  | "order.untag"
  | "order.save_view"
  | "order.delete_view"
  | "staff.invite"
  | "staff.change"
  | "staff.end_sessions"
  | "staff.new_second_factor"
  | "order.decide"
  | "order.capture_part"
  | "order.refund"
  | "order.credit"
  | "order.take_credit_back"
  | "order.change"
  | "order.undo_change"
  | "order.send"
  | "order.send_tracked"
  | "order.send_packed"
  | "order.set_aside"
  | "order.take_up_again"
  | "order.take_back"
  | "order.collection"
  | "order.correct_address"
  | "order.send_mail_again"
  | "person.give_tier"
  | "person.export"
  | "person.erase"
  | "person.move_group"
  | "group.add"
  | "group.rename"
  | "group.remove"
  | "group.members"
  | "person.withdraw_news"
  | "person.export_news"
  | "books.fetch"
  | "books.compare"
  | "books.compare_on"
  | "books.end_compare"
  | "books.repair"
  | "system.retry_events"
  | "system.retry_jobs"
  | "order.print"
  | "draft.save"
  | "draft.send"
  | "draft.end"
  | "dispute.save"
  | "dispute.add_file"
  | "dispute.remove_file"
  | "dispute.submit"
  | "dispute.accept"
  | "return.answer"
  | "return.receive"
  | "return.refund"
  | "return.credit"
  | "return.exchange"
  | "return.close"
  | "goods.add"
  | "goods.save"
  | "goods.picture"
  | "goods.video"
  | "goods.upload"
  | "goods.import"
  | "category.save"
  | "category.place"
  | "category.remove"
  | "collection.save"
  | "collection.place"
  | "collection.remove"
  | "stock.count"
  | "discount.save"
  | "discount.end"
  | "discount.codes"
  | "approval.decline"
  | "settings.delivery"
  | "settings.save"
  | "settings.picture"
  | "staff.change_own"
  | "staff.add_passkey"
  | "staff.remove_passkey"
  | "staff.recovery_codes"
  | "staff.end_own_sessions";

type Underscored<Name extends string> = Name extends `${infer Area}.${infer Rest}` ? `${Area}_${Rest}` : Name;

/** The key of an action's text, as a dot would begin another level. */
export const auditActionKey = (action: AuditAction) => action.replace(".", "_") as Underscored<AuditAction>;

/** `asked` is written before a change begins; one of the others follows with what came of it, unless the process ended meanwhile. */
export type AuditOutcome = "asked" | "done" | "refused" | "failed";

/** Of money that takes two people: it waits, a second person has asked for the same, or somebody has said no. */
export type ApprovalStatus = "asked" | "approved" | "declined";

/** What a change can be about. */
export const AUDIT_SUBJECTS = [
  ...(["order", "return", "dispute", "draft", "approval", "goods", "category", "collection"] as const),
  ...(["discount", "person", "group", "books", "system", "settings", "staff"] as const),
] as const;

/** `id` may name several things, with commas or spaces between. */
export type AuditSubject = { kind: (typeof AUDIT_SUBJECTS)[number]; id: string };

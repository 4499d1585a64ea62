import { v7 as uuidv7 } from 'uuid';
import type { ContactWork } from '../../usecases/enrolment/ports.js';
import type { StorageContext } from '../context.js';

export class PrismaContactWork implements ContactWork {
  constructor(private readonly context: StorageContext) {}

  private get db() {
    return this.context.db;
  }

  async reporterOf(phone: string): Promise<string | null> {
    const { db, index } = this.context;
    const reporter = await db.reporter.findUnique({
      where: { phoneMac: index.mac('phone', phone) },
      select: { id: true },
    });
    return reporter?.id ?? null;
  }

  async bindReporter(contactId: string, reporterId: string): Promise<void> {
    // Two chats of one person that become known at once are to share one conversation.
    await this.db.$queryRaw`SELECT id FROM reporter WHERE id = ${reporterId}::uuid FOR NO KEY UPDATE`;
    const contact = await this.db.contact.findUniqueOrThrow({ where: { id: contactId } });
    const other = await this.db.contact.findFirst({
      where: { reporterId, id: { not: contactId } },
      orderBy: { createdAt: 'asc' },
    });
    const conversationId =
      other?.conversationId ??
      // What somebody else once said on this chat is theirs.
      (contact.reporterId === null || contact.reporterId === reporterId
        ? contact.conversationId
        : await this.newConversation());
    await this.db.contact.update({
      where: { id: contactId },
      data: { reporterId, conversationId, tries: 0, triesSince: null },
    });
  }

  async bindStaff(contactId: string, userId: string): Promise<void> {
    await this.db.contact.update({
      where: { id: contactId },
      data: { userId, tries: 0, triesSince: null },
    });
  }

  async countTry(contactId: string, { count, since }: { count: number; since: Date }): Promise<void> {
    await this.db.contact.update({ where: { id: contactId }, data: { tries: count, triesSince: since } });
  }

  async revive(contactIds: readonly string[]): Promise<void> {
    await this.db.contact.updateMany({ where: { id: { in: [...contactIds] } }, data: { status: 'active' } });
  }

  async unbindReporter(contactId: string, reporterId: string): Promise<boolean> {
    const found = await this.db.contact.findFirst({ where: { id: contactId, reporterId } });
    if (found === null) return false;
    const conversationId = await this.newConversation();
    await this.db.contact.update({ where: { id: contactId }, data: { reporterId: null, conversationId } });
    // What the conversation has to say goes where its reporter still is.
    await this.db.conversation.updateMany({ where: { contactId }, data: { contactId: null } });
    return true;
  }

  async unbindStaff(contactId: string, userId: string): Promise<boolean> {
    const { count } = await this.db.contact.updateMany({
      where: { id: contactId, userId },
      data: { userId: null },
    });
    return count > 0;
  }

  private async newConversation(): Promise<string> {
    const { id } = await this.db.conversation.create({ data: { id: uuidv7() } });
    return id;
  }
}

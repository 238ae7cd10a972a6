// The operations of the service; all else is as @sap/cds serves it.
const cds = require('@sap/cds')

module.exports = class Library extends cds.ApplicationService {
  async init() {
    const { Books, Hours } = this.entities

    const read = req => SELECT.one.from(req.subject)

    this.on('lend', Books, async req => {
      const { lentUntil } = await read(req)
      if (lentUntil) req.reject({ status: 409, code: 'LENT', message: `lent until ${lentUntil}`, target: 'until' })
      await UPDATE(req.subject).with({ lentUntil: req.data.until, version: cds.utils.uuid() })
      return read(req)
    })
    this.on('shred', Books, async req => {
      await UPDATE(req.subject).with({ inPrint: false })
    })
    this.on('reprice', Books, req => UPDATE(Books).set`price = price * ${req.data.factor}`.where`price is not null`)
    this.on('priceIn', Books, async req => {
      const { price } = await read(req)
      return Number((price * req.data.rate).toFixed(2))
    })
    this.on('similar', Books, async req => {
      const { ID, genre } = await read(req)
      return SELECT.from(Books).where({ genre, ID: { '!=': ID } }).orderBy('title').limit(req.data.limit)
    })
    this.on('longest', Books, () => SELECT.one.from(Books).where`pages is not null`.orderBy('pages desc'))

    this.on('countOf', async req => (await SELECT.from(Books).columns('ID').where({ genre: req.data.genre })).length)
    this.on('newest', () => SELECT.one.from(Books).where`published is not null`.orderBy('published desc'))
    this.on('publishedBetween', req => {
      const { from, until } = req.data
      return SELECT.from(Books).where`published >= ${from} and published <= ${until}`.orderBy('published')
    })
    this.on('tagsOf', async req => {
      const books = SELECT.from(Books).columns('tags')
      if (req.data.books) books.where({ ID: { in: req.data.books } })
      return [...new Set((await books).flatMap(book => book.tags ?? []))].sort()
    })
    this.on('statistics', async () => {
      const books = await SELECT.from(Books).columns('pages', 'published')
      const pages = books.reduce((sum, book) => sum + (book.pages ?? 0), 0)
      const newest = books.map(book => book.published).filter(Boolean).sort().pop()
      return { books: books.length, pages, mean: Number((pages / books.length).toFixed(2)), newest }
    })
    this.on('award', async req => {
      const { book, awards } = req.data
      await UPDATE(Books, book).with({ awards })
      return awards.reduce((best, award) => (Number(award.sum) > Number(best.sum) ? award : best))
    })
    this.on('renumber', req => req.data.numbers.map(number => -number))
    this.on('reset', () => UPDATE(Hours).with({ note: null }))

    return super.init()
  }
}

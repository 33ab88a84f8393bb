import { openLogFeed, type LogFeedStart } from './logFeed'

// Reading and cutting the stream happens off the page's thread, so that typing and scrolling stay smooth in a flood.
addEventListener('message', ({ data }: MessageEvent<LogFeedStart>) => {
  openLogFeed(data, (news) => postMessage(news))
})

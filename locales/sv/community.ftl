## Community

community-title = Community
community-text = Fråga andra som använder samma produkt. Det kostar ingenting och kräver inget ID-par.
community-none = Inga forum är uppsatta. Skapa ett ärende i stället.
community-product = Produkt
community-forum = Forum
community-about = Det här kan du fråga om

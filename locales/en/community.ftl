## Community

community-title = Community support
community-text = Ask others who use the same product. It costs nothing, and no ID pair is needed.
community-none = No forums are listed. Create a request instead.
community-product = Product
community-forum = Forum
community-about = What you can ask there
